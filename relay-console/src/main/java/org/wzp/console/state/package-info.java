/**
 * What the window remembers from one start to the next, and the file it is in.
 */
@NullMarked
package org.wzp.console.state;

import org.jspecify.annotations.NullMarked;
