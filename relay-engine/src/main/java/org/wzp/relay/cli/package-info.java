/**
 * The command line: relay, client, load. Parses, calls the engine, prints.
 */
@NullMarked
package org.wzp.relay.cli;

import org.jspecify.annotations.NullMarked;
