package org.wzp.console.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.wzp.console.common.Figures;
import org.wzp.console.common.LiveRows;
import org.wzp.console.common.OperatorDesk;
import org.wzp.console.common.Texts;
import org.wzp.relay.api.OperatorCommand.LiftBan;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelaySnapshot.Ban;
import org.wzp.relay.api.RelaySnapshot.RoomRule;

/** The rules in force and the bans. JavaFX thread only. */
public final class AccessViewModel {
    private final OperatorDesk desk;
    private final LiveRows<String, RoomRule> rules = new LiveRows<>(RoomRule::room);
    private final LiveRows<Long, Ban> bans = new LiveRows<>(Ban::id);
    private Instant now = Instant.EPOCH;

    public AccessViewModel(OperatorDesk desk) {
        this.desk = desk;
    }

    public void show(RelaySnapshot snapshot) {
        now = snapshot.at();
        rules.show(snapshot.access().rules());
        bans.show(snapshot.access().bans());
    }

    LiveRows<String, RoomRule> rules() {
        return rules;
    }

    LiveRows<Long, Ban> bans() {
        return bans;
    }

    void lift(List<Ban> which) {
        desk.carryOut(which.stream().map(ban -> new LiftBan(ban.id())).toList());
    }

    /** How long a ban still lasts, in words. */
    String remaining(Ban ban) {
        return ban.until()
                .map(end -> Figures.duration(Duration.between(now, end)))
                .orElseGet(() -> Texts.of("bans.for-ever"));
    }

    static String allowedText(RoomRule rule) {
        return String.join(
                ", ", rule.allowed().stream().map(Figures::shortFingerprint).toList());
    }
}
