/** The relays that this one speaks with, the rooms that span them, and relays that want a link. JavaFX thread only. */
@NullMarked
package org.wzp.console.federation;

import org.jspecify.annotations.NullMarked;
