/**
 * The wiring: builds every room of the house by hand in one place, publishes the snapshots, executes the operator's
 * commands. Beside {@code api} because it implements it, and above all others because it knows them all.
 */
@NullMarked
package org.wzp.relay.engine;

import org.jspecify.annotations.NullMarked;
