package org.wzp.console.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wzp.console.Snapshots.NOON;
import static org.wzp.console.Snapshots.peer;
import static org.wzp.console.Snapshots.running;
import static org.wzp.console.Snapshots.with;

import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wzp.console.shell.AlertsViewModel.Alert;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.Subject;

class AlertsViewModelTest {
    private final Set<NoticeKind> wanted = EnumSet.allOf(NoticeKind.class);
    private final AlertsViewModel model = new AlertsViewModel(wanted::contains);

    private static RelaySnapshot linked(PeerStatus... peers) {
        return with(running(1, NOON), new FederationStatus(List.of(peers), List.of(), List.of()));
    }

    private static RelaySnapshot knockedAt(String... keys) {
        List<KnockStatus> knocks = List.of(keys).stream()
                .map(key -> new KnockStatus(key.repeat(64), true, new InetSocketAddress("192.0.2.1", 4433), 1, NOON))
                .toList();
        return with(running(1, NOON), new FederationStatus(List.of(), List.of(), knocks));
    }

    @Test
    void aLinkThatWasThereAndIsLostIsToldOnceAndOneThatNeverWasIsNot() {
        model.show(linked(peer(1, "Branch", State.UP, 0), peer(2, "Harbour", State.WAITING, 0)));
        model.show(linked(peer(1, "Branch", State.UP, 0), peer(2, "Harbour", State.WAITING, 0)));
        assertThat(model.newest().get()).isNull();
        model.show(linked(peer(1, "Branch", State.WAITING, 0), peer(2, "Harbour", State.WAITING, 0)));
        Alert told = new Alert(
                NoticeKind.LINK_LOST,
                "The link to Branch is lost. It is dialled again by itself.",
                new Subject.OtherRelay(peer(1, "Branch", State.UP, 0).fingerprint(), "Branch"));
        assertThat(model.newest().get()).isEqualTo(told);
        Alert first = model.newest().get();
        model.show(linked(peer(1, "Branch", State.WAITING, 0), peer(2, "Harbour", State.WAITING, 0)));
        assertThat(model.newest().get()).as("not once more").isSameAs(first);
    }

    @Test
    void aKnockIsToldUnlessThatKindIsSwitchedOff() {
        model.show(knockedAt());
        wanted.remove(NoticeKind.KNOCK);
        model.show(knockedAt("a"));
        assertThat(model.newest().get()).isNull();
        wanted.add(NoticeKind.KNOCK);
        model.show(knockedAt("a"));
        assertThat(model.newest().get()).as("that one was there before").isNull();
        model.show(knockedAt("a", "b"));
        assertThat(model.newest().get()).extracting(Alert::kind).isEqualTo(NoticeKind.KNOCK);
    }

    private static RelaySnapshot troubled(Severity severity, String text) {
        RelaySnapshot base = running(1, NOON);
        return new RelaySnapshot(
                base.epoch(),
                base.at(),
                base.state(),
                base.uptime(),
                base.failure(),
                base.endpoint(),
                base.traffic(),
                base.rooms(),
                base.access(),
                base.federation(),
                base.nearby(),
                base.contention(),
                List.of(new Attention(severity, new Notice.Told(text), new Subject.AccessRules())),
                base.drain(),
                base.counters());
    }

    @Test
    void whatKeepsTheRelayFromItsWorkIsToldAndNotAgainWhenItsFiguresGrow() {
        model.show(running(1, NOON));
        model.show(troubled(Severity.WARNING, "A line of relay.toml is ignored."));
        assertThat(model.newest().get()).as("a warning can wait").isNull();
        model.show(troubled(Severity.ERROR, "The disk is full; 2 acts are not written."));
        Alert first = model.newest().get();
        assertThat(first)
                .isEqualTo(new Alert(
                        NoticeKind.TROUBLE, "The disk is full; 2 acts are not written.", new Subject.AccessRules()));
        model.show(troubled(Severity.ERROR, "The disk is full; 3 acts are not written."));
        assertThat(model.newest().get()).isSameAs(first);
    }
}
