/** What several views use: live rows and columns, the clock that feeds them, commands, texts, numbers. No view is known here. */
@NullMarked
package org.wzp.console.common;

import org.jspecify.annotations.NullMarked;
