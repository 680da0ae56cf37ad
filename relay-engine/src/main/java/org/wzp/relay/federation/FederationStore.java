package org.wzp.relay.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.FederationEffect;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.config.FederationTables;
import org.wzp.relay.config.UnfitTable;
import org.wzp.relay.contention.NamedLock;
import org.wzp.relay.loop.RelayTime;
import org.wzp.relay.loop.TimedEnds;
import org.wzp.relay.storage.NotWrittenException;
import org.wzp.relay.storage.StateFile;
import org.wzp.relay.storage.TomlText;
import org.wzp.relay.text.StartWords;

/**
 * Which relays and rooms there are now: those of the operator's file, with what was changed while the relay ran. That is kept
 * in {@code console.toml}, in a section of its own; the operator's file stays as it is, so what was taken away from it is
 * kept by name. Changes wait for the disk, one at a time under a named lock; anybody reads.
 */
public final class FederationStore {
    private static final String REMOVED = "removed";

    static final StateFile.Section SECTION = new StateFile.Section(
            List.of(FederationTables.PEERS, FederationTables.TRUSTED, FederationTables.GLOBAL_ROOMS, REMOVED), false);

    private final StateFile file;
    private final NamedLock lock;
    private final FederationConfig base;
    private final TimedEnds<FederationConfig.Trusted> ends;
    private volatile FederationConfig current;
    private volatile Witness witness = effect -> {};
    private volatile Runnable changed = () -> {};

    private FederationStore(
            StateFile file, NamedLock lock, FederationConfig base, FederationConfig current, RelayTime time) {
        this.file = file;
        this.lock = lock;
        this.base = base;
        this.current = current;
        this.ends = new TimedEnds<>(time);
    }

    /**
     * @param base what the operator's file and the command line say
     * @throws RelayStartException if the section is of no use
     */
    public static FederationStore open(StateFile file, NamedLock lock, FederationConfig base, RelayTime time)
            throws RelayStartException {
        Optional<String> text = Optional.empty();
        try {
            text = StateFile.read(file.atomicFile(), SECTION);
            return new FederationStore(file, lock, base, merged(base, TomlText.read(text.orElse(""))), time);
        } catch (IOException e) {
            throw StartWords.exception(new RelayFailure(file.unusable(text, e)), e);
        } catch (UnfitTable e) {
            throw StartWords.exception(new RelayFailure(file.unclear(Optional.empty(), e.mistake())), e);
        }
    }

    /** What holds now. */
    public FederationConfig config() {
        return current;
    }

    /**
     * Trust that begins now, for {@link #change} to put in.
     *
     * @param term for how long; empty for good
     */
    public FederationConfig.Trusted trust(String fingerprint, String label, Optional<Duration> term) {
        return term.filter(time -> !TimedEnds.isForGood(time))
                .map(time -> trustFor(fingerprint, label, time))
                .orElseGet(() -> new FederationConfig.Trusted(fingerprint, label, Optional.empty()));
    }

    private FederationConfig.Trusted trustFor(String fingerprint, String label, Duration term) {
        FederationConfig.Trusted relay = new FederationConfig.Trusted(
                fingerprint, label, Optional.of(ends.now().plus(term).toEpochMilli()));
        ends.begin(relay, term);
        return relay;
    }

    /** Whether its time is not over. */
    boolean isInForce(FederationConfig.Trusted relay) {
        return ends.isInForce(relay, relay.until().map(Instant::ofEpochMilli));
    }

    /** When its time is over, as the wall clock now has it; empty for never. */
    public Optional<Instant> end(FederationConfig.Trusted relay) {
        return ends.byWallClock(relay, relay.until().map(Instant::ofEpochMilli));
    }

    /** Is told of each change before it is made, and can keep it from being made. */
    @FunctionalInterface
    public interface Witness {
        /** @throws NotWrittenException and nothing changes */
        void changing(FederationEffect effect) throws NotWrittenException;
    }

    /** Who hears of changes from now on; called under the lock, one change at a time. */
    public void witness(Witness next) {
        witness = next;
    }

    /** @param next called after each change, under the lock; must not wait */
    public void whenChanged(Runnable next) {
        changed = next;
    }

    /**
     * Makes a change and writes it down first.
     *
     * @param effect what the change does
     * @return what held before; empty if it is so already
     * @throws NotWrittenException and nothing has changed
     */
    public Optional<FederationConfig> change(UnaryOperator<FederationConfig> change, FederationEffect effect)
            throws NotWrittenException {
        lock.lock();
        try {
            FederationConfig before = current;
            FederationConfig next = change.apply(before);
            if (next.equals(before)) {
                return Optional.empty();
            }
            witness.changing(effect);
            file.write(SECTION, section(base, next));
            current = next;
            ends.keepOnly(next.trusted());
            changed.run();
            return Optional.of(before);
        } catch (IOException e) {
            throw new NotWrittenException(file.path().toString(), e);
        } finally {
            lock.unlock();
        }
    }

    // ---- the section -----------------------------------------------------------------------------------------------

    static String section(FederationConfig base, FederationConfig now) {
        StringBuilder out = new StringBuilder();
        list(
                out,
                base.peers(),
                now.peers(),
                FederationConfig.Peer::fingerprint,
                FederationTables.PEERS,
                FederationTables::write);
        list(
                out,
                base.trusted(),
                now.trusted(),
                FederationConfig.Trusted::fingerprint,
                FederationTables.TRUSTED,
                FederationTables::write);
        list(
                out,
                base.globalRooms(),
                now.globalRooms(),
                room -> room,
                FederationTables.GLOBAL_ROOMS,
                FederationTables::write);
        return out.toString();
    }

    private static <T> void list(
            StringBuilder out,
            List<T> base,
            List<T> now,
            Function<T, String> key,
            String table,
            Function<T, String> written) {
        Set<String> there = new LinkedHashSet<>();
        now.forEach(one -> there.add(key.apply(one)));
        for (T one : now) {
            if (!base.contains(one)) {
                out.append(written.apply(one)).append('\n');
            }
        }
        for (T one : base) {
            if (!there.contains(key.apply(one))) {
                out.append("[[" + REMOVED + "]]\n")
                        .append(table)
                        .append(" = \"")
                        .append(key.apply(one))
                        .append("\"\n\n");
            }
        }
    }

    static FederationConfig merged(FederationConfig base, JsonNode tree) throws UnfitTable {
        List<FederationConfig.Peer> peers = FederationTables.peers(tables(tree, FederationTables.PEERS));
        List<FederationConfig.Trusted> trusted = FederationTables.trusted(tables(tree, FederationTables.TRUSTED));
        List<String> rooms = FederationTables.globalRooms(tables(tree, FederationTables.GLOBAL_ROOMS));
        Map<String, Set<String>> removed = removed(tree);
        return base.peers(
                        all -> merged(all, peers, FederationConfig.Peer::fingerprint, removed, FederationTables.PEERS))
                .trusted(all ->
                        merged(all, trusted, FederationConfig.Trusted::fingerprint, removed, FederationTables.TRUSTED))
                .globalRooms(all -> merged(all, rooms, room -> room, removed, FederationTables.GLOBAL_ROOMS));
    }

    /** @throws UnfitTable if one has a key that means nothing: a relay that is trusted for good by a typing error is worse than no start */
    private static JsonNode tables(JsonNode tree, String name) throws UnfitTable {
        JsonNode tables = tree.path(name);
        List<String> unknown = FederationTables.unknownKeys(name, tables);
        if (!unknown.isEmpty()) {
            throw FederationTables.unknownKey(name, unknown.getFirst());
        }
        return tables.isMissingNode() ? JsonNodeFactory.instance.arrayNode() : tables;
    }

    /** Keys of what was taken away, by the name of its table. */
    private static Map<String, Set<String>> removed(JsonNode tree) throws UnfitTable {
        Map<String, Set<String>> keys = new HashMap<>();
        JsonNode tables = tree.path(REMOVED);
        if (!tables.isMissingNode() && !tables.isArray()) {
            throw FederationTables.noTables(REMOVED);
        }
        for (JsonNode one : tables) {
            for (Map.Entry<String, JsonNode> entry : one.properties()) {
                String table = entry.getKey();
                String typed = entry.getValue().asText();
                String key = FederationTables.keyOf(table, typed)
                        .orElseThrow(() -> FederationTables.takesNothingAway(REMOVED, table, typed));
                keys.computeIfAbsent(table, made -> new LinkedHashSet<>()).add(key);
            }
        }
        return keys;
    }

    private static <T> List<T> merged(
            List<T> base, List<T> added, Function<T, String> key, Map<String, Set<String>> removed, String table) {
        Set<String> replaced = new LinkedHashSet<>(removed.getOrDefault(table, Set.of()));
        added.forEach(one -> replaced.add(key.apply(one)));
        List<T> all = new ArrayList<>();
        for (T one : base) {
            if (!replaced.contains(key.apply(one))) {
                all.add(one);
            }
        }
        all.addAll(added);
        return all;
    }
}
