/**
 * What crosses the wire, byte for byte: media headers, quality reports, trunk and compact frames, signal messages, room
 * names. Pure functions and records, no threads, no I/O. Uses Jackson and Netty's ByteBuf only.
 */
@NullMarked
package org.wzp.relay.wire;

import org.jspecify.annotations.NullMarked;
