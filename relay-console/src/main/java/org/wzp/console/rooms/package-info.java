/** Live rooms and the people in them, and what the operator does to either. */
@NullMarked
package org.wzp.console.rooms;

import org.jspecify.annotations.NullMarked;
