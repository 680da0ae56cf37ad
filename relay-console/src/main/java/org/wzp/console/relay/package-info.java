/**
 * Between the window and the relay: the clock that pulls snapshots, commands, start and stop, the configuration it starts with.
 * Nothing here waits on the JavaFX thread.
 */
@NullMarked
package org.wzp.console.relay;

import org.jspecify.annotations.NullMarked;
