package org.wzp.relay.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a {@link ModerationCommand} did. */
public sealed interface ModerationEffect extends Effect {

    /**
     * They can rejoin right away.
     *
     * @param hadLeft how many of those who were meant had left before
     */
    record Removed(List<Person> people, String room, int hadLeft) implements ModerationEffect {
        public Removed {
            people = List.copyOf(people);
        }
    }

    /**
     * Removed, and can't rejoin.
     *
     * @param room where they were
     * @param bans those that keep them out: of identities, then of addresses; one at least
     * @param time for how long from now; empty for good
     * @param disconnected others whom the bans cover
     * @param inside whether any of them was still inside when the bans were in force
     * @param hadLeft how many of those who were meant had left before
     */
    record KeptOut(
            List<Person> people,
            String room,
            List<Ban> bans,
            Optional<Duration> time,
            List<Person> disconnected,
            boolean inside,
            int hadLeft)
            implements ModerationEffect {
        public KeptOut {
            people = List.copyOf(people);
            bans = List.copyOf(bans);
            disconnected = List.copyOf(disconnected);
        }
    }

    /** @param time for how long from now; empty for good */
    record Banned(KnownBan ban, Optional<Duration> time, List<Person> disconnected) implements ModerationEffect {
        public Banned {
            disconnected = List.copyOf(disconnected);
        }
    }

    /** @param time for how long from now; empty for good */
    record BanChanged(KnownBan before, KnownBan after, Optional<Duration> time, List<Person> disconnected)
            implements ModerationEffect {
        public BanChanged {
            disconnected = List.copyOf(disconnected);
        }
    }

    /** @param anybodyOut whether a ban was on an identity that is not here now */
    record Lifted(List<KnownBan> bans, boolean anybodyOut) implements ModerationEffect {
        public Lifted {
            bans = List.copyOf(bans);
        }
    }

    record BannedAgain(List<KnownBan> bans, List<Person> disconnected) implements ModerationEffect {
        public BannedAgain {
            bans = List.copyOf(bans);
            disconnected = List.copyOf(disconnected);
        }
    }

    /**
     * @param before who could join it before
     * @param after who can join it now
     * @param disconnected who was inside; maybe nobody, if it was closed
     */
    record Emptied(String room, RoomPolicy before, RoomPolicy after, List<Person> disconnected)
            implements ModerationEffect {
        public Emptied {
            disconnected = List.copyOf(disconnected);
        }
    }
}
