/**
 * The life of a relay: starts it, wires the packages by hand in one place, stops it. Beside {@code api} because it implements
 * it, and above all others because it knows them all.
 */
@NullMarked
package org.wzp.relay.engine;

import org.jspecify.annotations.NullMarked;
