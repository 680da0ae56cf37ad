package org.wzp.relay.access;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.storage.FileProblem;
import org.wzp.relay.storage.StateFile;

/**
 * Who may enter which room. A verdict reads one immutable {@link Rules} and takes no lock; a change is written to the disk
 * first and takes effect only if that worked, so what is in force is always what a restart would find.
 *
 * <p>Any thread. Changes wait for each other and for the disk: never call them on an event loop.
 */
public final class AccessList {
    private final StateFile file;
    private final HoldClock clock;
    private final NamedLock lock;
    private final Map<Long, LongAdder> hits = new ConcurrentHashMap<>();
    private final LongAdder allHits = new LongAdder();
    private volatile Witness witness = (before, after) -> {};
    private volatile InForce now;
    private volatile ShownRules shown;

    /** The rules and, made from them, what verdicts look up. */
    private record InForce(Rules rules, BanIndex bans) {
        InForce(Rules rules) {
            this(rules, new BanIndex(rules.bans()));
        }
    }

    private AccessList(StateFile file, HoldClock clock, NamedLock lock, Rules rules) {
        this.file = file;
        this.clock = clock;
        this.lock = lock;
        this.now = new InForce(rules);
        this.shown = ShownRules.of(rules, clock, 0, Map.of());
    }

    /**
     * @param wall for bans that name the moment of their end, and for those of earlier runs
     * @param nanos monotonic clock, ns, for those given for a time
     * @throws AccessException if the file is there and can't be used; it is never replaced then
     */
    public static AccessList open(StateFile file, InstantSource wall, LongSupplier nanos, NamedLock lock)
            throws AccessException {
        return new AccessList(file, new HoldClock(wall, nanos), lock, RulesFile.read(file));
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
        return now.rules;
    }

    /** For the snapshot; bans that have ended are left out. The same object until something changes. */
    public AccessStatus view() {
        Rules rules = now.rules;
        long total = allHits.sum();
        ShownRules last = shown;
        if (!last.isOf(rules, clock)) {
            last = ShownRules.of(rules, clock, total, hits);
            shown = last;
        } else if (last.hits() != total) {
            last = last.withHits(total, hits);
            shown = last;
        }
        return last.view();
    }

    private Ban counted(Ban ban) {
        LongAdder more = hits.get(ban.id());
        return more == null ? ban : ShownRules.withHits(ban, more.sum());
    }

    /** Decides about an applicant and counts the hit if a ban keeps it out. */
    public Verdict verdict(String room, String fingerprint, InetAddress address) {
        InForce current = now;
        Optional<Ban> ban = current.bans.first(room, fingerprint, address, clock::isInForce);
        ban.ifPresent(hit -> {
            hits.computeIfAbsent(hit.id(), key -> new LongAdder()).increment();
            allHits.increment();
        });
        return verdict(current.rules, ban, room, fingerprint);
    }

    /** The same decision without consequences. */
    public Verdict explain(String room, String fingerprint, InetAddress address) {
        InForce current = now;
        return verdict(
                current.rules, current.bans.first(room, fingerprint, address, clock::isInForce), room, fingerprint);
    }

    private Verdict verdict(Rules rules, Optional<Ban> found, String room, String fingerprint) {
        if (found.isPresent()) {
            Ban ban = clock.byWallClock(found.get());
            return new Verdict.Refused(Verdict.Cause.BANNED, inWords(ban), ToldWords.of(ban, clock.now()));
        }
        RoomRule rule = rules.room(room);
        return switch (rule.policy()) {
            case OPEN -> new Verdict.Allowed("room " + room + " is open");
            case CLOSED -> new Verdict.Refused(Verdict.Cause.ROOM_CLOSED, "room " + room + " is closed");
            case ALLOW_LIST ->
                rule.allowed().contains(fingerprint)
                        ? new Verdict.Allowed("on the allow-list of room " + room)
                        : new Verdict.Refused(Verdict.Cause.NOT_ON_LIST, "not on the allow-list of room " + room);
        };
    }

    private static String inWords(Ban ban) {
        return "ban " + ban.id() + " on " + ban.target().text()
                + ban.room().map(room -> " in room " + room).orElse("")
                + ban.until().map(until -> " until " + until).orElse(" for good")
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
        return change(rules -> withBans(rules, targets, room, reason, issuer, until));
    }

    /** The same for a time, which a wall clock that somebody sets makes neither longer nor shorter. */
    public Change hold(List<BanTarget> targets, Optional<String> room, String reason, String issuer, Duration time)
            throws AccessException {
        Optional<Instant> until = Optional.of(clock.now().plus(time));
        Change change = ban(targets, room, reason, issuer, until);
        if (change instanceof Change.Made made) {
            made.bans().forEach(ban -> clock.begin(ban, time));
        }
        return change;
    }

    private Step withBans(
            Rules rules,
            List<BanTarget> targets,
            Optional<String> room,
            String reason,
            String issuer,
            Optional<Instant> until) {
        Rules next = rules.withoutBans(ban -> !clock.isInForce(ban));
        for (BanTarget target : targets) {
            next = next.withBan(target, room, reason, issuer, clock.now(), until);
        }
        List<Ban> added = next.bans()
                .subList(next.bans().size() - targets.size(), next.bans().size());
        return new Step(next, "no ban", inWords(added), added);
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
        return change(now -> {
            List<Ban> missing = bans.stream()
                    .filter(ban -> clock.isInForce(ban) && now.ban(ban.id()).isEmpty())
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
            Step made = step.apply(now.rules);
            if (made.isNone()) {
                return new Change.AlreadySo(made.after());
            }
            Rules next = new Rules(
                    made.next().rooms(),
                    made.next().bans().stream()
                            .map(this::counted)
                            .map(clock::byWallClock)
                            .toList(),
                    made.next().nextBan());
            witness.changing(made.before(), made.after());
            file.write(RulesFile.SECTION, RulesFile.write(next));
            hits.clear();
            now = new InForce(next, new BanIndex(next.bans()));
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
