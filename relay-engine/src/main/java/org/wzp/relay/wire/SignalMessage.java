package org.wzp.relay.wire;

/** One JSON message on a stream (wire specification 7). Every variant is a record in here. */
public sealed interface SignalMessage {
    /** A message with no fields. */
    record Reflect() implements SignalMessage {}
}
