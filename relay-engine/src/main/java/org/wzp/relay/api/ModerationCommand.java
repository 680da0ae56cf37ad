package org.wzp.relay.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Removes people, keeps them out, and lets them in again. */
public sealed interface ModerationCommand extends OperatorCommand {

    /**
     * Removes people from the room they are in and keeps them out as asked. The reason is told to their clients in the close
     * frame, now and whenever they are refused later; what a client shows of it is the client's.
     *
     * @param participants {@link ParticipantStatus#id} of each; all in one room
     */
    record Kick(List<Long> participants, String reason, KeepOut keepOut) implements ModerationCommand {
        public Kick {
            participants = List.copyOf(participants);
        }

        public Kick(long participant, String reason, KeepOut keepOut) {
            this(List.of(participant), reason, keepOut);
        }
    }

    /**
     * Keeps somebody out, who need not be here, and removes whoever it covers now. The reason is told to their clients, as with
     * {@link Kick}.
     *
     * @param room only this room; empty means every room
     */
    record AddBan(BanTarget target, Optional<String> room, String reason, KeepOut.Term term)
            implements ModerationCommand {
        /** @param until when it ends; empty means for good */
        public AddBan(BanTarget target, Optional<String> room, String reason, Optional<Instant> until) {
            this(
                    target,
                    room,
                    reason,
                    until.<KeepOut.Term>map(KeepOut.Until::new).orElseGet(KeepOut.ForGood::new));
        }
    }

    /**
     * Gives a ban another room, reason or end; whom it keeps out stays. Whoever it covers now is removed.
     *
     * @param ban {@link Ban#id}
     * @param room only this room; empty means every room
     * @param term from now on
     */
    record ChangeBan(long ban, Optional<String> room, String reason, KeepOut.Term term) implements ModerationCommand {}

    /** @param bans {@link Ban#id} of each */
    record LiftBan(List<Long> bans) implements ModerationCommand {
        public LiftBan {
            bans = List.copyOf(bans);
        }

        public LiftBan(long ban) {
            this(List.of(ban));
        }
    }

    /** Puts lifted bans back as they were: the inverse of {@link LiftBan}. */
    record RestoreBans(List<Ban> bans) implements ModerationCommand {
        public RestoreBans {
            bans = List.copyOf(bans);
        }
    }

    /**
     * Removes everybody from a room. The reason is told to their clients, as with {@link Kick}.
     *
     * @param keepClosed whether nobody may join it from now on; else who may is left as it is, and it may fill again
     */
    record CloseRoom(String room, String reason, boolean keepClosed) implements ModerationCommand {
        public CloseRoom(String room, String reason) {
            this(room, reason, false);
        }
    }
}
