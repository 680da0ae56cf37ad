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
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RuleChange;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.storage.NotWrittenException;
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
    private volatile Witness witness = change -> {};
    private volatile Function<String, List<String>> groups = fingerprint -> List.of();
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
        return new AccessList(file, new HoldClock(new RelayTime(wall, nanos)), lock, RulesFile.read(file));
    }

    /** Is told of each change before it is made, and can keep it from being made. */
    @FunctionalInterface
    public interface Witness {
        /** @throws NotWrittenException and nothing changes */
        void changing(RuleChange change) throws NotWrittenException;
    }

    /** Who hears of changes from now on; called under the lock of the rules, one change at a time. */
    public void witness(Witness next) {
        witness = next;
    }

    /** Who says in which groups an identity is; never waits. */
    public void groups(Function<String, List<String>> source) {
        groups = source;
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
        Optional<Ban> ban = current.bans.first(room, fingerprint, Optional.of(address), clock::isInForce);
        ban.ifPresent(hit -> {
            hits.computeIfAbsent(hit.id(), key -> new LongAdder()).increment();
            allHits.increment();
        });
        return verdict(current.rules, ban, room, fingerprint);
    }

    /** The same decision without consequences. */
    public Verdict explain(String room, String fingerprint, InetAddress address) {
        return explain(room, fingerprint, Optional.of(address));
    }

    /** @param address empty when it is not known; bans of addresses are left out then */
    public Verdict explain(String room, String fingerprint, Optional<InetAddress> address) {
        InForce current = now;
        return verdict(
                current.rules, current.bans.first(room, fingerprint, address, clock::isInForce), room, fingerprint);
    }

    private Verdict verdict(Rules rules, Optional<Ban> found, String room, String fingerprint) {
        if (found.isPresent()) {
            return new Verdict.Banned(clock.byWallClock(found.get()), clock.now());
        }
        RoomRule rule = rules.deciding(room);
        return rule.lets(fingerprint, groups.apply(fingerprint))
                ? new Verdict.Allowed(rule)
                : new Verdict.NotAllowed(rule);
    }

    /** Where the rule of a room or a pattern is written; empty when it has none, or the file can't be read. Waits for the disk. */
    public Optional<EntryAnswer.Place> place(String scope) {
        try {
            return RulesFile.line(file, scope).map(line -> new EntryAnswer.Place(file.path(), line));
        } catch (AccessException e) {
            // what is in force was read or written before; a start would say what is wrong with the file now
            return Optional.empty();
        }
    }

    // ---- changes ---------------------------------------------------------------------------------------------------

    /** Empty when the room has that policy already. */
    public Optional<RuleChange.PolicySet> setPolicy(String room, RoomPolicy policy) throws NotWrittenException {
        return change(now -> {
            RoomRule before = now.room(room);
            return before.policy() == policy
                    ? Optional.empty()
                    : step(now.withPolicy(room, policy), next -> new RuleChange.PolicySet(before, next.room(room)));
        });
    }

    /** Empty when the identity is on the room's list already. */
    public Optional<RuleChange.Listed> allow(String room, String fingerprint) throws NotWrittenException {
        return change(now -> now.room(room).allowed().contains(fingerprint)
                ? Optional.empty()
                : step(
                        now.withAllowed(room, fingerprint),
                        next -> new RuleChange.Listed(fingerprint, next.room(room))));
    }

    /** Empty when the identity is not on the room's list. */
    public Optional<RuleChange.Unlisted> disallow(String room, String fingerprint) throws NotWrittenException {
        return change(now -> now.room(room).allowed().contains(fingerprint)
                ? step(
                        now.withoutAllowed(room, fingerprint),
                        next -> new RuleChange.Unlisted(fingerprint, next.room(room)))
                : Optional.empty());
    }

    /** Gives the room of the rule exactly this policy and list; empty when it has them already. */
    public Optional<RuleChange.RuleReplaced> setRule(RoomRule rule) throws NotWrittenException {
        return change(now -> {
            RoomRule before = now.room(rule.room());
            return before.equals(rule)
                    ? Optional.empty()
                    : step(now.with(rule), next -> new RuleChange.RuleReplaced(before, rule));
        });
    }

    /** Takes the rule of a room or pattern away, so that the next one that covers it counts; empty when it has none. */
    public Optional<RuleChange.RuleReplaced> dropRule(String scope) throws NotWrittenException {
        return change(now -> {
            RoomRule before = now.room(scope);
            RoomRule after = now.inherited(scope);
            // also one that says what holds without it, since another rule was added
            return now.rooms().containsKey(scope)
                    ? step(now.with(after), next -> new RuleChange.RuleReplaced(before, after))
                    : Optional.empty();
        });
    }

    /**
     * One ban for each target, all or none. Also forgets bans that have ended.
     *
     * @param targets one at least
     * @param until empty means for good
     * @return the bans, in the order of their targets
     */
    public List<Ban> ban(
            List<BanTarget> targets, Optional<String> room, String reason, String issuer, Optional<Instant> until)
            throws NotWrittenException {
        return change(rules -> withBans(rules, targets, room, reason, issuer, until))
                .map(RuleChange.BansAdded::bans)
                .orElse(List.of());
    }

    /** The same for a time, which a wall clock that somebody sets makes neither longer nor shorter. */
    public List<Ban> hold(List<BanTarget> targets, Optional<String> room, String reason, String issuer, Duration time)
            throws NotWrittenException {
        List<Ban> bans =
                ban(targets, room, reason, issuer, Optional.of(clock.now().plus(time)));
        bans.forEach(ban -> clock.begin(ban, time));
        return bans;
    }

    private Optional<Step<RuleChange.BansAdded>> withBans(
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
        int count = next.bans().size();
        List<Ban> added = next.bans().subList(count - targets.size(), count);
        return step(next, made -> new RuleChange.BansAdded(added));
    }

    /**
     * Gives a ban another room, reason and end, and keeps its number, its target, its issuer and its hits. One command at a
     * time.
     *
     * @param until empty means for good
     * @return empty when there is no such ban in force, or when it is so already
     */
    public Optional<RuleChange.BanChanged> changeBan(
            long id, Optional<String> room, String reason, Optional<Instant> until) throws NotWrittenException {
        Optional<Ban> old = now.rules.ban(id).filter(clock::isInForce).map(clock::byWallClock);
        if (old.isEmpty()) {
            return Optional.empty();
        }
        Ban was = counted(old.get());
        Ban wanted = new Ban(was.id(), was.target(), room, reason, was.issuer(), was.issued(), until, was.hits());
        if (wanted.equals(was)) {
            return Optional.empty();
        }
        // the end that it counts down to would come back in the new one's place
        Optional<Long> end = clock.forget(was);
        try {
            return change(rules -> {
                // hits are added when it is written
                long written = rules.ban(id).map(Ban::hits).orElse(0L);
                Ban next = new Ban(id, was.target(), room, reason, was.issuer(), was.issued(), until, written);
                return step(rules.withChanged(next), made -> new RuleChange.BanChanged(was, wanted));
            });
        } catch (NotWrittenException | RuntimeException e) {
            end.ifPresent(moment -> clock.remember(was, moment));
            throw e;
        }
    }

    /** The same for a time from now, which a wall clock that somebody sets makes neither longer nor shorter. */
    public Optional<RuleChange.BanChanged> changeBan(long id, Optional<String> room, String reason, Duration time)
            throws NotWrittenException {
        Optional<RuleChange.BanChanged> made =
                changeBan(id, room, reason, Optional.of(clock.now().plus(time)));
        made.ifPresent(change -> clock.begin(change.after(), time));
        return made;
    }

    /** @return those of them that were there */
    public List<Ban> liftBans(List<Long> ids) throws NotWrittenException {
        Set<Long> wanted = Set.copyOf(ids);
        return change(now -> {
                    List<Ban> lifted = now.bans().stream()
                            .filter(ban -> wanted.contains(ban.id()))
                            .map(this::counted)
                            .toList();
                    return lifted.isEmpty()
                            ? Optional.empty()
                            : step(
                                    now.withoutBans(ban -> wanted.contains(ban.id())),
                                    next -> new RuleChange.BansLifted(lifted));
                })
                .map(RuleChange.BansLifted::bans)
                .orElse(List.of());
    }

    /**
     * Puts lifted bans back as they were, unless they are there, or have ended meanwhile.
     *
     * @return those that were put back
     */
    public List<Ban> restoreBans(List<Ban> bans) throws NotWrittenException {
        return change(now -> {
                    List<Ban> missing = bans.stream()
                            .filter(ban ->
                                    clock.isInForce(ban) && now.ban(ban.id()).isEmpty())
                            .toList();
                    return missing.isEmpty()
                            ? Optional.empty()
                            : step(now.withBans(missing), next -> new RuleChange.BansAdded(missing));
                })
                .map(RuleChange.BansAdded::bans)
                .orElse(List.of());
    }

    private record Step<C extends RuleChange>(Rules next, C change) {}

    private static <C extends RuleChange> Optional<Step<C>> step(Rules next, Function<Rules, C> change) {
        return Optional.of(new Step<>(next, change.apply(next)));
    }

    /** @param step empty when there is nothing to change */
    private <C extends RuleChange> Optional<C> change(Function<Rules, Optional<Step<C>>> step)
            throws NotWrittenException {
        lock.lock();
        try {
            Optional<Step<C>> made = step.apply(now.rules);
            if (made.isEmpty()) {
                return Optional.empty();
            }
            Rules wanted = made.get().next();
            Rules next = new Rules(
                    wanted.rooms(),
                    wanted.bans().stream()
                            .map(this::counted)
                            .map(clock::byWallClock)
                            .toList(),
                    wanted.nextBan());
            C change = made.get().change();
            witness.changing(change);
            file.write(RulesFile.SECTION, RulesFile.write(next));
            hits.clear();
            now = new InForce(next, new BanIndex(next.bans()));
            return Optional.of(change);
        } catch (IOException e) {
            throw new NotWrittenException(file.path().toString(), e);
        } finally {
            lock.unlock();
        }
    }
}
