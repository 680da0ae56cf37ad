/**
 * What is written for people, once for log, window and command line: addresses, durations, names of people.
 * Values and functions without state; any thread.
 */
@NullMarked
package org.wzp.relay.text;

import org.jspecify.annotations.NullMarked;
