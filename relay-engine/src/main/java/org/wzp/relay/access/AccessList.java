package org.wzp.relay.access;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RelaySnapshot.AccessView;
import org.wzp.relay.api.RelaySnapshot.Ban;
import org.wzp.relay.api.RelaySnapshot.RoomRule;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.storage.AtomicFile;
import org.wzp.relay.storage.FileProblem;

/**
 * Who may enter which room. A verdict reads one immutable {@link Rules} and takes no lock; a change is written to the disk
 * first and takes effect only if that worked, so what is in force is always what a restart would find.
 *
 * <p>Any thread. Changes wait for each other and for the disk: never call them on an event loop.
 */
public final class AccessList {
    private final AtomicFile file;
    private final InstantSource clock;
    private final NamedLock lock;
    private final Map<Long, LongAdder> hits = new ConcurrentHashMap<>();
    private volatile Witness witness = (before, after) -> {};
    private volatile Rules rules;

    private AccessList(AtomicFile file, InstantSource clock, NamedLock lock, Rules rules) {
        this.file = file;
        this.clock = clock;
        this.lock = lock;
        this.rules = rules;
    }

    /** @throws AccessException if the file is there and can't be used; it is never replaced then */
    public static AccessList open(AtomicFile file, InstantSource clock, NamedLock lock) throws AccessException {
        try {
            Optional<byte[]> content = file.read();
            Rules rules = content.isPresent() ? RulesFile.read(content.get(), file) : Rules.NONE;
            return new AccessList(file, clock, lock, rules);
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            throw new AccessException(
                    file.path() + " can't be read (" + problem.what() + "). " + problem.remedy()
                            + ", then start again.",
                    e);
        }
    }

    /** Is told of each change before it is made, and can keep it from being made. */
    @FunctionalInterface
    public interface Witness {
        /**
         * @param before the rule before, in words
         * @param after the rule after, in words
         * @throws AccessException and nothing changes
         */
        void changing(String before, String after) throws AccessException;
    }

    /** Who hears of changes from now on; called under the lock of the rules, one change at a time. */
    public void witness(Witness next) {
        witness = next;
    }

    /** What a change did. */
    public sealed interface Change {
        /**
         * @param before the rule before, in words
         * @param after the rule after, in words
         * @param bans those that were added or lifted, in their order
         */
        record Made(String before, String after, List<Ban> bans) implements Change {}

        record AlreadySo(String why) implements Change {}
    }

    public Rules rules() {
        return rules;
    }

    /** For the snapshot; bans that have ended are left out. */
    public AccessView view() {
        Rules now = rules;
        Instant at = clock.instant();
        List<RoomRule> rooms = now.rooms().values().stream()
                .sorted(java.util.Comparator.comparing(RoomRule::room))
                .toList();
        return new AccessView(
                rooms,
                now.bans().stream()
                        .filter(ban -> inForce(ban, at))
                        .map(this::counted)
                        .toList());
    }

    private Ban counted(Ban ban) {
        LongAdder more = hits.get(ban.id());
        return more == null
                ? ban
                : new Ban(
                        ban.id(),
                        ban.target(),
                        ban.room(),
                        ban.reason(),
                        ban.issuer(),
                        ban.issued(),
                        ban.until(),
                        ban.hits() + more.sum());
    }

    /** Decides about a newcomer and counts the hit if a ban keeps it out. */
    public Verdict verdict(String room, String fingerprint, InetAddress address) {
        Verdict verdict = explain(room, fingerprint, address);
        if (verdict instanceof Verdict.Refused refused && refused.cause() == Verdict.Cause.BANNED) {
            banFor(rules, room, fingerprint, address, clock.instant())
                    .ifPresent(ban -> hits.computeIfAbsent(ban.id(), key -> new LongAdder())
                            .increment());
        }
        return verdict;
    }

    /** The same decision without consequences. */
    public Verdict explain(String room, String fingerprint, InetAddress address) {
        Rules now = rules;
        Instant at = clock.instant();
        Optional<Ban> ban = banFor(now, room, fingerprint, address, at);
        if (ban.isPresent()) {
            return new Verdict.Refused(Verdict.Cause.BANNED, inWords(ban.get()), ToldWords.of(ban.get(), at));
        }
        RoomRule rule = now.room(room);
        return switch (rule.policy()) {
            case OPEN -> new Verdict.Allowed("room " + room + " is open");
            case CLOSED -> new Verdict.Refused(Verdict.Cause.ROOM_CLOSED, "room " + room + " is closed");
            case ALLOW_LIST ->
                rule.allowed().contains(fingerprint)
                        ? new Verdict.Allowed("on the allow-list of room " + room)
                        : new Verdict.Refused(Verdict.Cause.NOT_ON_LIST, "not on the allow-list of room " + room);
        };
    }

    private static Optional<Ban> banFor(
            Rules rules, String room, String fingerprint, InetAddress address, Instant now) {
        for (Ban ban : rules.bans()) {
            boolean here = ban.room().isEmpty() || ban.room().get().equals(room);
            if (here && inForce(ban, now) && covers(ban.target(), fingerprint, address)) {
                return Optional.of(ban);
            }
        }
        return Optional.empty();
    }

    private static boolean inForce(Ban ban, Instant now) {
        return ban.until().isEmpty() || now.isBefore(ban.until().get());
    }

    private static boolean covers(BanTarget target, String fingerprint, InetAddress address) {
        return switch (target) {
            case BanTarget.Identity identity -> identity.fingerprint().equals(fingerprint);
            case BanTarget.Address single -> false;
            case BanTarget.AddressPrefix prefix ->
                AddressPrefix.parse(prefix.cidr()).contains(address);
        };
    }

    private static String inWords(Ban ban) {
        return "ban " + ban.id() + " on " + ban.target().text()
                + ban.room().map(room -> " in room " + room).orElse("")
                + ban.until().map(until -> " until " + until).orElse("")
                + (ban.reason().isEmpty() ? "" : ": " + ban.reason());
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    public Change setPolicy(String room, RoomPolicy policy) throws AccessException {
        return change(now -> {
            RoomPolicy before = now.room(room).policy();
            return before == policy
                    ? Step.none("Room " + room + " is " + policy + " already.")
                    : new Step(now.withPolicy(room, policy), before.toString(), policy.toString());
        });
    }

    public Change allow(String room, String fingerprint) throws AccessException {
        return change(now -> now.room(room).allowed().contains(fingerprint)
                ? Step.none(fingerprint + " is on the allow-list of room " + room + " already.")
                : new Step(now.withAllowed(room, fingerprint), "not listed", "listed " + fingerprint));
    }

    public Change disallow(String room, String fingerprint) throws AccessException {
        return change(now -> now.room(room).allowed().contains(fingerprint)
                ? new Step(now.withoutAllowed(room, fingerprint), "listed " + fingerprint, "not listed")
                : Step.none(fingerprint + " is not on the allow-list of room " + room + "."));
    }

    /**
     * One ban for each target, all or none. Also forgets bans that have ended.
     *
     * @param until empty means for good
     */
    public Change ban(
            List<BanTarget> targets, Optional<String> room, String reason, String issuer, Optional<Instant> until)
            throws AccessException {
        Instant at = clock.instant();
        return change(now -> {
            Rules next = now.withoutBans(ban -> !inForce(ban, at));
            for (BanTarget target : targets) {
                next = next.withBan(target, room, reason, issuer, at, until);
            }
            List<Ban> added = next.bans()
                    .subList(next.bans().size() - targets.size(), next.bans().size());
            return new Step(next, "no ban", inWords(added), added);
        });
    }

    /** Those of them that are there. */
    public Change liftBans(List<Long> ids) throws AccessException {
        Set<Long> wanted = Set.copyOf(ids);
        return change(now -> {
            List<Ban> lifted = now.bans().stream()
                    .filter(ban -> wanted.contains(ban.id()))
                    .map(this::counted)
                    .toList();
            return lifted.isEmpty()
                    ? Step.none("There is no such ban; it may have ended.")
                    : new Step(now.withoutBans(ban -> wanted.contains(ban.id())), inWords(lifted), "no ban", lifted);
        });
    }

    /** Puts lifted bans back as they were, unless they are there, or have ended meanwhile. */
    public Change restoreBans(List<Ban> bans) throws AccessException {
        Instant at = clock.instant();
        return change(now -> {
            List<Ban> missing = bans.stream()
                    .filter(ban -> inForce(ban, at) && now.ban(ban.id()).isEmpty())
                    .toList();
            return missing.isEmpty()
                    ? Step.none("There is nothing to put back; the ban has ended.")
                    : new Step(now.withBans(missing), "no ban", inWords(missing), missing);
        });
    }

    /** Gives the room of the rule exactly this policy and list. */
    public Change setRule(RoomRule rule) throws AccessException {
        return change(now -> {
            RoomRule before = now.room(rule.room());
            return before.equals(rule)
                    ? Step.none("Room " + rule.room() + " has that rule already.")
                    : new Step(now.with(rule), inWords(before), inWords(rule));
        });
    }

    private static String inWords(RoomRule rule) {
        return rule.policy() + (rule.allowed().isEmpty() ? "" : ", listed " + String.join(" ", rule.allowed()));
    }

    private static String inWords(List<Ban> bans) {
        return String.join("; ", bans.stream().map(AccessList::inWords).toList());
    }

    private record Step(Rules next, String before, String after, List<Ban> bans) {
        Step(Rules next, String before, String after) {
            this(next, before, after, List.of());
        }

        static Step none(String why) {
            return new Step(Rules.NONE, "", why);
        }

        boolean isNone() {
            return before.isEmpty();
        }
    }

    private Change change(Function<Rules, Step> step) throws AccessException {
        lock.lock();
        try {
            Step made = step.apply(rules);
            if (made.isNone()) {
                return new Change.AlreadySo(made.after());
            }
            Rules next = new Rules(
                    made.next().rooms(),
                    made.next().bans().stream().map(this::counted).toList(),
                    made.next().nextBan());
            witness.changing(made.before(), made.after());
            file.write(RulesFile.write(next));
            hits.clear();
            rules = next;
            return new Change.Made(made.before(), made.after(), made.bans());
        } catch (IOException e) {
            FileProblem problem = FileProblem.of(e);
            throw new AccessException(
                    "Nothing was changed, because " + file.path() + " could not be written (" + problem.what() + "). "
                            + problem.remedy() + ", then try again.",
                    e);
        } finally {
            lock.unlock();
        }
    }
}
