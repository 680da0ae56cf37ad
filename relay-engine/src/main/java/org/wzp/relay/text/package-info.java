/**
 * What is written for people, once for log, window, audit log and command line: names, addresses, numbers, durations,
 * moments, how much of a text is shown, and the sentences about commands. Values and functions without state; any thread.
 */
@NullMarked
package org.wzp.relay.text;

import org.jspecify.annotations.NullMarked;
