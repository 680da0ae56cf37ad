package org.wzp.relay.api;

import java.util.Optional;

/** What a {@link FederationCommand} did. */
public sealed interface FederationEffect extends Effect {

    /** @param before what was dialled under its fingerprint */
    record Dialled(Optional<FederationConfig.Peer> before, FederationConfig.Peer after) implements FederationEffect {}

    record NotDialled(FederationConfig.Peer before) implements FederationEffect {}

    record Redialled(FederationConfig.Peer peer) implements FederationEffect {}

    /** @param before how it was trusted */
    record Trusted(Optional<FederationConfig.Trusted> before, FederationConfig.Trusted after)
            implements FederationEffect {}

    record Distrusted(FederationConfig.Trusted before) implements FederationEffect {}

    /** @param relay fingerprint */
    record KnocksHidden(String relay) implements FederationEffect {}

    /** @param relay fingerprint */
    record KnocksShown(String relay) implements FederationEffect {}

    record Shared(String room) implements FederationEffect {}

    record Unshared(String room) implements FederationEffect {}
}
