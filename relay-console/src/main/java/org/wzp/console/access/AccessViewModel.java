package org.wzp.console.access;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.common.Figures;
import org.wzp.console.common.LiveRows;
import org.wzp.console.common.OperatorDesk;
import org.wzp.console.common.Policies;
import org.wzp.console.common.Texts;
import org.wzp.relay.api.OperatorCommand.LiftBan;
import org.wzp.relay.api.OperatorCommand.RemoveFromRoom;
import org.wzp.relay.api.OperatorCommand.SetRoomPolicy;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelaySnapshot.Ban;
import org.wzp.relay.api.RelaySnapshot.RoomRule;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;

/** The rules in force and the bans. JavaFX thread only. */
public final class AccessViewModel {
    private final OperatorDesk desk;
    private final LiveRows<String, RoomRule> rules = new LiveRows<>(RoomRule::room, AccessViewModel::texts);
    private final LiveRows<Long, Ban> bans = new LiveRows<>(Ban::id, AccessViewModel::texts);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
    private Instant now = Instant.EPOCH;

    public AccessViewModel(OperatorDesk desk) {
        this.desk = desk;
    }

    public void show(RelaySnapshot snapshot) {
        now = snapshot.at();
        remark.set(snapshot.state() == RelayState.RUNNING ? "" : Texts.of("access.not-running"));
        rules.show(snapshot.access().rules());
        bans.show(snapshot.access().bans());
    }

    LiveRows<String, RoomRule> rules() {
        return rules;
    }

    LiveRows<Long, Ban> bans() {
        return bans;
    }

    /** Who may enter the room of a rule from now on. */
    void setPolicy(RoomRule rule, RoomPolicy policy) {
        desk.carryOut(new SetRoomPolicy(rule.room(), policy));
    }

    /** Takes one identity off the list of a rule; it is put out if it is inside and the room keeps to its list. */
    void remove(RoomRule rule, String fingerprint) {
        desk.carryOut(new RemoveFromRoom(rule.room(), fingerprint));
    }

    /** What the operator has to know before changing rules now; empty when there is nothing. */
    ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /** Lifts the chosen bans. */
    void lift() {
        desk.carryOut(
                new LiftBan(bans.selection().rows().get().stream().map(Ban::id).toList()));
    }

    /** How long a ban still lasts, in words. */
    String remaining(Ban ban) {
        return ban.until()
                .map(end -> Figures.duration(Duration.between(now, end)))
                .orElseGet(() -> Texts.of("bans.for-ever"));
    }

    private static Stream<String> texts(RoomRule rule) {
        return Stream.concat(
                Stream.of(Figures.network(rule.room()), Policies.text(rule.policy())), rule.allowed().stream());
    }

    private static Stream<String> texts(Ban ban) {
        return Stream.of(ban.target().text(), roomText(ban), ban.reason(), ban.issuer());
    }

    static String roomText(Ban ban) {
        return ban.room().map(Figures::network).orElseGet(() -> Texts.of("bans.all-rooms"));
    }

    static String allowedText(RoomRule rule) {
        return String.join(
                ", ", rule.allowed().stream().map(Figures::shortFingerprint).toList());
    }
}
