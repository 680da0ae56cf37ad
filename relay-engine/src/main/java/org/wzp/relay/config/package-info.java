/**
 * The configuration: what can be set, the files and flags it comes from, and what is wrong with it, by line and key. Runs
 * on the thread that starts the relay.
 */
@NullMarked
package org.wzp.relay.config;

import org.jspecify.annotations.NullMarked;
