package org.wzp.relay.operator;

import java.util.Optional;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RoomPattern;

/** Reads what the operator typed: rooms, identities and addresses in their canonical form, or why they are none. */
final class TypedNames {
    private static final int MAX_IDENTITY_CHARS = 128;

    /** With a token service, identities are whatever that service calls people. */
    private final boolean foreignIdentities;

    /** What the operator typed is no such thing. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Objection objection;

        Unusable(Objection objection) {
            super(objection.toString(), null, false, false);
            this.objection = objection;
        }

        Objection objection() {
            return objection;
        }
    }

    TypedNames(boolean foreignIdentities) {
        this.foreignIdentities = foreignIdentities;
    }

    String room(String typed) {
        return RoomName.ofText(typed).orElseThrow(() -> new Unusable(new Objection.NoRoomName(typed)));
    }

    /** A room, or several by the beginning of their names. */
    String scope(String typed) {
        return RoomPattern.ofText(typed).orElseThrow(() -> new Unusable(new Objection.NoRoomName(typed)));
    }

    String identity(String typed) {
        return known(typed).orElseThrow(() -> new Unusable(new Objection.NoFingerprint(typed)));
    }

    /** Who can be on a room's list: an identity, or a group with its mark. */
    String member(String typed) {
        return PeopleGroup.isMeant(typed.strip()) ? PeopleGroup.entry(group(typed)) : identity(typed);
    }

    String group(String typed) {
        return PeopleGroup.ofText(typed).orElseThrow(() -> new Unusable(new Objection.NoGroup(typed)));
    }

    /** The identity in its canonical form; empty when it is none. */
    Optional<String> known(String typed) {
        String text = Fingerprint.canonical(typed.strip());
        boolean foreign = foreignIdentities && !text.isEmpty() && text.length() <= MAX_IDENTITY_CHARS;
        return foreign || Fingerprint.parse(text).isPresent() ? Optional.of(text) : Optional.empty();
    }

    BanTarget target(BanTarget typed) {
        return switch (typed) {
            case BanTarget.Identity identity -> new BanTarget.Identity(identity(identity.fingerprint()));
            case BanTarget.Prefix prefix -> prefix;
        };
    }
}
