/** What has happened: live events, the audit log, the log, and packets that are watched. */
@NullMarked
package org.wzp.console.journal;

import org.jspecify.annotations.NullMarked;
