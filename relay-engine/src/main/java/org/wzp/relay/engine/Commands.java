package org.wzp.relay.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.wzp.relay.access.AccessException;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.AccessList.Change;
import org.wzp.relay.access.AddressPrefix;
import org.wzp.relay.access.Verdict;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.RelaySnapshot.Ban;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.identity.Fingerprint;
import org.wzp.relay.room.Ending;
import org.wzp.relay.room.Participant;
import org.wzp.relay.room.Room;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.wire.RoomName;

/**
 * What each operator command does. Rules change before anybody is put out, and a join asks the rules once more after it
 * succeeded ({@link RoomsEntrance}), so nobody slips in between. Called by {@link OperatorDesk}, one at a time.
 */
final class Commands {
    private static final int MAX_IDENTITY_CHARS = 128;

    private final RoomDirectory rooms;
    private final AccessList access;
    private final InstantSource clock;
    /** With a token service, identities are whatever that service calls people. */
    private final boolean foreignIdentities;

    /**
     * @param before the state before, in words; empty when nothing changed
     * @param after the state after, in words
     */
    record Result(Outcome outcome, String before, String after) {
        static Result refused(String why) {
            return new Result(new Outcome.Refused(why), "", "");
        }

        static Result nothing(String why) {
            return new Result(new Outcome.NothingToDo(why), "", "");
        }

        static Result done(Change.Made made, String summary, Optional<OperatorCommand> inverse) {
            return new Result(new Outcome.Done(summary, inverse), made.before(), made.after());
        }
    }

    /** What the operator typed is no such thing; the message says what is. */
    private static final class BadArgument extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadArgument(String message) {
            super(message, null, false, false);
        }
    }

    Commands(RoomDirectory rooms, AccessList access, InstantSource clock, boolean foreignIdentities) {
        this.rooms = rooms;
        this.access = access;
        this.clock = clock;
        this.foreignIdentities = foreignIdentities;
    }

    /** @throws AccessException if the rules could not be written; nothing has changed then */
    Result run(String actor, OperatorCommand command) throws AccessException {
        try {
            return switch (command) {
                case OperatorCommand.Kick kick -> kick(actor, kick);
                case OperatorCommand.AddBan ban -> ban(actor, ban);
                case OperatorCommand.LiftBan lift -> lift(lift);
                case OperatorCommand.SetRoomPolicy set -> setPolicy(set);
                case OperatorCommand.AllowInRoom allow -> allow(allow);
                case OperatorCommand.RemoveFromRoom remove -> remove(remove);
                case OperatorCommand.CloseRoom close -> close(close);
            };
        } catch (BadArgument e) {
            return Result.refused(String.valueOf(e.getMessage()));
        }
    }

    private Result kick(String actor, OperatorCommand.Kick kick) throws AccessException {
        Optional<Participant> found = rooms.participant(kick.participant());
        if (found.isEmpty() || found.get().room() == null) {
            return Result.nothing("That participant has left already.");
        }
        Participant participant = found.get();
        Room room = found.get().room();
        String roomName = room == null ? "" : room.name();
        Optional<OperatorCommand> inverse = Optional.empty();
        String comeBack = "it may come back at once";
        if (kick.hold().isPresent()) {
            Duration hold = kick.hold().get();
            if (hold.isNegative() || hold.isZero()) {
                return Result.refused(
                        "A hold must be longer than nothing. Leave it out to let the participant come back.");
            }
            access.ban(
                    new BanTarget.Identity(participant.fingerprint()),
                    Optional.of(roomName),
                    kickReason(kick.reason()),
                    actor,
                    Optional.of(clock.instant().plus(hold)));
            inverse = Optional.of(
                    new OperatorCommand.LiftBan(access.rules().bans().getLast().id()));
            comeBack = "it may come back in " + CommandTexts.duration(hold);
        }
        boolean first = rooms.remove(participant, Ending.KICKED);
        if (!first && inverse.isEmpty()) {
            return Result.nothing(CommandTexts.name(participant) + " has left already.");
        }
        String summary = "Kicked " + CommandTexts.name(participant) + " from room " + roomName + "; " + comeBack + ".";
        return new Result(
                new Outcome.Done(summary, inverse),
                "in room " + roomName,
                first ? "put out" : "left by itself, held out");
    }

    private static String kickReason(String reason) {
        String typed = CommandTexts.reason(reason);
        return typed.isEmpty() ? "kicked" : "kicked: " + typed;
    }

    private Result ban(String actor, OperatorCommand.AddBan ban) throws AccessException {
        BanTarget target = checked(ban.target());
        Optional<String> room = ban.room().map(Commands::checkedRoom);
        Instant now = clock.instant();
        if (ban.until().isPresent() && !now.isBefore(ban.until().get())) {
            return Result.refused("That ban would have ended already. Choose a time to come, or none.");
        }
        for (Ban old : access.view().bans()) {
            if (old.target().equals(target)
                    && old.room().equals(room)
                    && old.until().equals(ban.until())) {
                return Result.nothing(target.text() + " is banned already (ban " + old.id() + ").");
            }
        }
        return switch (access.ban(target, room, CommandTexts.reason(ban.reason()), actor, ban.until())) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made -> {
                int putOut = putOutBanned();
                long id = access.rules().bans().getLast().id();
                String summary = "Banned " + target.text()
                        + room.map(name -> " from room " + name).orElse("")
                        + (putOut == 0 ? "." : " and put out " + CommandTexts.people(putOut) + ".");
                yield Result.done(made, summary, Optional.of(new OperatorCommand.LiftBan(id)));
            }
        };
    }

    /** Everybody whom a ban covers now. */
    private int putOutBanned() {
        return putOut(
                Ending.BANNED,
                room -> true,
                (room, member) -> access.explain(
                                        room.name(),
                                        member.fingerprint(),
                                        member.egress().remoteAddress().getAddress())
                                instanceof Verdict.Refused refused
                        && refused.cause() == Verdict.Cause.BANNED);
    }

    private interface Choice {
        boolean covers(Room room, Participant member);
    }

    private int putOut(Ending why, Predicate<Room> where, Choice who) {
        int count = 0;
        for (Room room : rooms.rooms()) {
            if (!where.test(room)) {
                continue;
            }
            for (Participant member : room.membership().members()) {
                if (who.covers(room, member) && rooms.remove(member, why)) {
                    count++;
                }
            }
        }
        return count;
    }

    private Result lift(OperatorCommand.LiftBan lift) throws AccessException {
        Optional<Ban> old = access.rules().bans().stream()
                .filter(ban -> ban.id() == lift.ban())
                .findFirst();
        return switch (access.liftBan(lift.ban())) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made -> {
                Instant now = clock.instant();
                Optional<OperatorCommand> again = old.filter(
                                ban -> ban.until().map(now::isBefore).orElse(true))
                        .map(ban -> new OperatorCommand.AddBan(ban.target(), ban.room(), ban.reason(), ban.until()));
                String whom = old.map(ban -> ban.target().text()).orElse("ban " + lift.ban());
                yield Result.done(made, "Lifted the ban on " + whom + ".", again);
            }
        };
    }

    private Result setPolicy(OperatorCommand.SetRoomPolicy set) throws AccessException {
        String room = checkedRoom(set.room());
        RoomPolicy before = access.rules().room(room).policy();
        return switch (access.setPolicy(room, set.policy())) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made ->
                Result.done(
                        made,
                        "Room " + room + " " + inWords(set.policy()),
                        Optional.of(new OperatorCommand.SetRoomPolicy(room, before)));
        };
    }

    private static String inWords(RoomPolicy policy) {
        return switch (policy) {
            case OPEN -> "is open to everybody who is not banned.";
            case ALLOW_LIST -> "lets in only the identities on its list; who is inside stays.";
            case CLOSED -> "lets nobody new in; who is inside stays.";
        };
    }

    private Result allow(OperatorCommand.AllowInRoom allow) throws AccessException {
        String room = checkedRoom(allow.room());
        String fingerprint = checkedIdentity(allow.fingerprint());
        return switch (access.allow(room, fingerprint)) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made ->
                Result.done(
                        made,
                        CommandTexts.shortened(fingerprint) + " is on the list of room " + room
                                + listCounts(access.rules().room(room).policy()),
                        Optional.of(new OperatorCommand.RemoveFromRoom(room, fingerprint)));
        };
    }

    /** A list changes nothing until the room keeps to it, which an operator can't see from the list. */
    private static String listCounts(RoomPolicy policy) {
        return switch (policy) {
            case ALLOW_LIST -> ".";
            case OPEN -> ". It counts once only the list is let in: now the room is open.";
            case CLOSED -> ". It counts once the list is let in: now the room is closed.";
        };
    }

    private Result remove(OperatorCommand.RemoveFromRoom remove) throws AccessException {
        String room = checkedRoom(remove.room());
        String fingerprint = checkedIdentity(remove.fingerprint());
        return switch (access.disallow(room, fingerprint)) {
            case Change.AlreadySo same -> Result.nothing(same.why());
            case Change.Made made -> {
                boolean listed = access.rules().room(room).policy() == RoomPolicy.ALLOW_LIST;
                int putOut = listed
                        ? putOut(Ending.NOT_ALLOWED, in -> in.name().equals(room), (in, member) -> member.fingerprint()
                                .equals(fingerprint))
                        : 0;
                String summary = CommandTexts.shortened(fingerprint) + " is off the list of room " + room
                        + (putOut == 0 ? "." : " and was put out.");
                yield Result.done(made, summary, Optional.of(new OperatorCommand.AllowInRoom(room, fingerprint)));
            }
        };
    }

    private Result close(OperatorCommand.CloseRoom close) {
        String name = checkedRoom(close.room());
        Optional<Room> room = rooms.find(name);
        int putOut = room.map(found -> rooms.empty(found, Ending.ROOM_CLOSED)).orElse(0);
        if (putOut == 0) {
            return Result.nothing("Nobody is in room " + name + ".");
        }
        String summary = "Closed room " + name + " and put out " + CommandTexts.people(putOut) + ".";
        return new Result(new Outcome.Done(summary, Optional.empty()), CommandTexts.people(putOut), "empty");
    }

    // ---- what the operator typed -----------------------------------------------------------------------------------

    private static String checkedRoom(String typed) {
        return RoomName.ofServerName(Optional.of(typed.strip()))
                .filter(room -> !room.equals(RoomName.DEFAULT) || typed.strip().equalsIgnoreCase(room))
                .orElseThrow(() -> new BadArgument("\"" + CommandTexts.reason(typed)
                        + "\" is no room name. Names have letters, digits, hyphens, underscores and dots."));
    }

    private String checkedIdentity(String typed) {
        String text = typed.strip();
        Optional<Fingerprint> fingerprint = Fingerprint.parse(text.toLowerCase(Locale.ROOT));
        if (fingerprint.isPresent()) {
            return fingerprint.get().text();
        }
        if (foreignIdentities && !text.isEmpty() && text.length() <= MAX_IDENTITY_CHARS) {
            return text;
        }
        throw new BadArgument("\"" + CommandTexts.reason(typed)
                + "\" is no fingerprint. It has eight groups of four hex digits with colons between; copy it from the"
                + " participant's row.");
    }

    private BanTarget checked(BanTarget target) {
        return switch (target) {
            case BanTarget.Identity identity -> new BanTarget.Identity(checkedIdentity(identity.fingerprint()));
            case BanTarget.AddressPrefix prefix -> {
                try {
                    yield new BanTarget.AddressPrefix(
                            AddressPrefix.parse(prefix.cidr().strip()).text());
                } catch (IllegalArgumentException e) {
                    throw new BadArgument(String.valueOf(e.getMessage()));
                }
            }
        };
    }
}
