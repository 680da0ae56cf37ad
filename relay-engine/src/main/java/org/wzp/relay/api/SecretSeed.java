package org.wzp.relay.api;

import org.wzp.relay.wire.Bytes;

/**
 * The 32 bytes that a relay's keys come from, on their way to the command that puts them in place. Never printed.
 *
 * @param bytes secret
 */
public record SecretSeed(Bytes bytes) {
    @Override
    public String toString() {
        return "secret";
    }
}
