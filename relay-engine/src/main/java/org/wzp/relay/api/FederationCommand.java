package org.wzp.relay.api;

import java.time.Duration;
import java.util.Optional;

/** Says which relays this one speaks with, and about which rooms. */
public sealed interface FederationCommand extends OperatorCommand {

    /**
     * From now on this relay dials that one; of one that it dials already, address and label change.
     *
     * @param url host and port
     * @param relay TLS fingerprint, in any of its forms
     * @param label what people see; empty for the address
     */
    record DialRelay(String url, String relay, String label) implements FederationCommand {}

    /** It is dialled no more, and the link that this relay opened ends. */
    record StopDialling(String relay) implements FederationCommand {}

    /** Dials it now, also if it is linked: the link is made anew. */
    record Reconnect(String relay) implements FederationCommand {}

    /**
     * It may link to this relay.
     *
     * @param label what people see; empty for the start of the fingerprint
     * @param term for how long; empty for good
     */
    record TrustRelay(String relay, String label, Optional<Duration> term) implements FederationCommand {}

    /** It may link no more, and the link that it opened ends. */
    record DistrustRelay(String relay) implements FederationCommand {}

    /** It is not trusted, and its knocks are not shown until the relay starts again. */
    record RefuseRelay(String relay) implements FederationCommand {}

    /** Its knocks are shown again. */
    record HearRelay(String relay) implements FederationCommand {}

    /** The room spans linked relays that name it, too. */
    record ShareRoom(String room) implements FederationCommand {}

    /** The room is this relay's alone. */
    record UnshareRoom(String room) implements FederationCommand {}
}
