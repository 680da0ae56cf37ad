/** The window around the relay: packages by view, MVVM, one clock that pulls snapshots. */
@NullMarked
package org.wzp.console;

import org.jspecify.annotations.NullMarked;
