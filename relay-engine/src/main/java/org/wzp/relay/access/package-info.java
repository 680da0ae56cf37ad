/**
 * Who may enter which room: policies, allow-lists, bans, holds; the verdict that names the rule that decided; the
 * stored form and its atomic file.
 */
@NullMarked
package org.wzp.relay.access;

import org.jspecify.annotations.NullMarked;
