/**
 * The last hour: one snapshot a second in a bounded ring, what charts draw of it, the time machine that shows a moment of it,
 * its file, and the health letter. The console's clock thread writes and reads; JavaFX draws what was published to it.
 */
@org.jspecify.annotations.NullMarked
package org.wzp.console.history;
