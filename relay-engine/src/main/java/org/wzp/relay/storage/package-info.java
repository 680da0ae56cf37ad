/**
 * Files that outlast whatever happens while they are written, and what the operating system says about a file in words.
 * Runs on the callers' threads and waits for the disk: nothing here is for an event loop.
 */
@NullMarked
package org.wzp.relay.storage;

import org.jspecify.annotations.NullMarked;
