/** The window: navigation, actions, theme, notices, the bars at the top and the bottom. */
@NullMarked
package org.wzp.console.shell;

import org.jspecify.annotations.NullMarked;
