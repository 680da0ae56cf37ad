package org.wzp.relay.admission;

import java.util.Optional;
import org.wzp.relay.wire.SignalMessage;

/**
 * The signatures and keys of a login (wire specification 5.2). Costs a few hundred microseconds of CPU, so it runs on
 * a virtual thread, never on a loop.
 */
@FunctionalInterface
public interface OfferCheck {

    /** @return empty if the offer's keys or signature are wrong */
    Optional<Proven> check(SignalMessage.CallOffer offer);

    /** @param fingerprint identity fingerprint of the caller, eight groups of four hex digits */
    record Proven(String fingerprint, SignalMessage.CallAnswer answer) {}
}
