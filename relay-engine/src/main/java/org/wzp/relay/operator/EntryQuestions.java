package org.wzp.relay.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wzp.relay.access.AccessList;
import org.wzp.relay.access.Verdict;
import org.wzp.relay.api.AccessCommand;
import org.wzp.relay.api.AuditTrail;
import org.wzp.relay.api.EntryAnswer;
import org.wzp.relay.api.EntryQuery;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.telemetry.AuditHistory;
import org.wzp.relay.telemetry.AuditLog;
import org.wzp.relay.wire.RoomPattern;

/**
 * Says whether somebody could join a room, by the very decision that a join meets, and who made it so. Changes nothing and
 * writes no audit line. Callers' threads; reads the audit log, so never call it on an event loop.
 */
public final class EntryQuestions {
    private static final Logger LOG = LoggerFactory.getLogger(EntryQuestions.class);

    /** Lines of the audit log that are searched, the newest. */
    private static final int MOST_LINES = 2_000;

    private static final Set<String> OF_RULES = Set.of(
            AccessCommand.SetRoomPolicy.class.getSimpleName(),
            AccessCommand.AllowInRoom.class.getSimpleName(),
            AccessCommand.RemoveFromRoom.class.getSimpleName(),
            AccessCommand.LockRoom.class.getSimpleName(),
            AccessCommand.SetRoomRule.class.getSimpleName(),
            AccessCommand.DropRoomRule.class.getSimpleName(),
            AccessCommand.RestoreRoom.class.getSimpleName());

    private final AccessList access;
    private final TypedNames typed;
    private final Path log;

    public EntryQuestions(RelayConfig config, AccessList access) {
        this.access = access;
        this.typed = new TypedNames(config.authUrl().isPresent());
        this.log = config.home().resolve(AuditLog.FILE);
    }

    public EntryAnswer answer(EntryQuery query) {
        try {
            String room = typed.room(query.room());
            return answer(access.explain(room, typed.identity(query.identity()), query.address()));
        } catch (TypedNames.Unusable e) {
            return new EntryAnswer.Unanswered(e.objection());
        }
    }

    private EntryAnswer answer(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Banned banned -> new EntryAnswer.Banned(banned.ban(), banned.at());
            case Verdict.Allowed allowed -> new EntryAnswer.MayJoin(allowed.rule(), source(allowed.rule()));
            case Verdict.NotAllowed not -> new EntryAnswer.NotAllowed(not.rule(), source(not.rule()));
        };
    }

    private EntryAnswer.Source source(RoomRule rule) {
        return new EntryAnswer.Source(lastChange(rule.room()), access.place(rule.room()));
    }

    private Optional<EntryAnswer.Change> lastChange(String room) {
        try {
            return AuditHistory.read(log, Optional.empty(), MOST_LINES).newest().reversed().stream()
                    .filter(line -> changed(line, room))
                    .findFirst()
                    .map(line -> new EntryAnswer.Change(line.actor(), line.at()));
        } catch (IOException e) {
            LOG.debug("The audit log can't be read; its view says so.", e);
            return Optional.empty();
        }
    }

    private static boolean changed(AuditTrail.Line line, String room) {
        return OF_RULES.contains(line.command())
                && !line.outcome().equals(AuditTrail.Line.BEGUN)
                && !line.after().isEmpty()
                && RoomPattern.ofText(line.arguments().getOrDefault("room", ""))
                        .filter(room::equals)
                        .isPresent();
    }
}
