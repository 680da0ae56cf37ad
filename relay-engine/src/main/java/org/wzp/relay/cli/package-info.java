/**
 * The command line: relay, client, load, bench, audit. Parses, calls the engine, prints.
 */
@NullMarked
package org.wzp.relay.cli;

import org.jspecify.annotations.NullMarked;
