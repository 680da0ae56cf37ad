/** Who may enter which room, and who is kept out. */
@NullMarked
package org.wzp.console.access;

import org.jspecify.annotations.NullMarked;
