package org.wzp.relay.operator;

import org.wzp.relay.api.BanTarget;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.wire.RoomName;

/** Reads what the operator typed: rooms, identities and addresses in their canonical form, or a sentence that says why not. */
final class TypedNames {
    private static final int MAX_IDENTITY_CHARS = 128;

    /** With a token service, identities are whatever that service calls people. */
    private final boolean foreignIdentities;

    /** What the operator typed is no such thing; the message says what is. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    TypedNames(boolean foreignIdentities) {
        this.foreignIdentities = foreignIdentities;
    }

    String room(String typed) {
        return RoomName.ofText(typed)
                .orElseThrow(() -> new Unusable("\"" + CommandTexts.reason(typed)
                        + "\" is no room name. Names have letters, digits, hyphens, underscores and dots."));
    }

    String identity(String typed) {
        String text = Fingerprint.canonical(typed.strip());
        boolean foreign = foreignIdentities && !text.isEmpty() && text.length() <= MAX_IDENTITY_CHARS;
        if (foreign || Fingerprint.parse(text).isPresent()) {
            return text;
        }
        throw new Unusable("\"" + CommandTexts.reason(typed)
                + "\" is no fingerprint. It has eight groups of four hex digits with colons between; copy it from the"
                + " participant's row.");
    }

    BanTarget target(BanTarget typed) {
        return switch (typed) {
            case BanTarget.Identity identity -> new BanTarget.Identity(identity(identity.fingerprint()));
            case BanTarget.Prefix prefix -> prefix;
        };
    }
}
