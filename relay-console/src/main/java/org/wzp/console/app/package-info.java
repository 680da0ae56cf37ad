/**
 * The application: launcher, options, and the one class that wires models and views by hand.
 */
@NullMarked
package org.wzp.console.app;

import org.jspecify.annotations.NullMarked;
