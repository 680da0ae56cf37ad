/**
 * Texts from the bundle, and figures and names as they are shown.
 */
@NullMarked
package org.wzp.console.text;

import org.jspecify.annotations.NullMarked;
