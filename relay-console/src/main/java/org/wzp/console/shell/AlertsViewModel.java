package org.wzp.console.shell;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.wzp.console.text.EventWords;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Attention.Severity;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.Problem;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayEvent;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.FederationWords;
import org.wzp.relay.text.NoticeWords;

/**
 * What has come up since the snapshot before and needs the operator. What was there already is none: the overview has it.
 *
 * <p>JavaFX thread only, but for {@link #heard}, which an engine thread calls: it leaves the newest refusal in a reference that
 * the next snapshot picks up, so that somebody who tries a hundred times a second is told of four times at most.
 */
public final class AlertsViewModel {
    /** @param subject what the operator is led to */
    record Alert(NoticeKind kind, String text, Subject subject) {}

    private final Predicate<NoticeKind> wanted;
    private final AtomicReference<RelayEvent.@Nullable TurnedAway> turnedAway = new AtomicReference<>();
    private final ReadOnlyObjectWrapper<@Nullable Alert> newest = new ReadOnlyObjectWrapper<>();
    private @Nullable RelaySnapshot before;

    /** @param wanted which kinds are told; asked at each time */
    public AlertsViewModel(Predicate<NoticeKind> wanted) {
        this.wanted = wanted;
    }

    /** Any thread. */
    public void heard(RelayEvent event) {
        if (event instanceof RelayEvent.TurnedAway away && away.why().refusal() == Refusal.NOT_ALLOWED) {
            turnedAway.set(away);
        }
    }

    /** The next present state; never a moment of the past. */
    public void show(RelaySnapshot now) {
        RelaySnapshot then = before;
        before = now;
        RelayEvent.TurnedAway away = turnedAway.getAndSet(null);
        if (away != null) {
            tell(new Alert(NoticeKind.TURNED_AWAY, EventWords.of(away), new Subject.Places()));
        }
        if (then == null || then.state() != RelayState.RUNNING) {
            return;
        }
        knocks(then, now);
        links(then, now);
        troubles(then, now);
    }

    private void knocks(RelaySnapshot then, RelaySnapshot now) {
        Set<String> known = then.federation().knocks().stream()
                .map(KnockStatus::fingerprint)
                .collect(Collectors.toSet());
        now.federation().knocks().stream()
                .map(KnockStatus::fingerprint)
                .filter(key -> !known.contains(key))
                .findFirst()
                .ifPresent(key -> tell(new Alert(
                        NoticeKind.KNOCK,
                        Texts.of("alert.knock", FederationWords.shortened(key)),
                        new Subject.OtherRelay(key, FederationWords.shortened(key)))));
    }

    private void links(RelaySnapshot then, RelaySnapshot now) {
        Map<String, PeerStatus> known = then.federation().peers().stream()
                .collect(Collectors.toMap(PeerStatus::fingerprint, Function.identity(), (one, other) -> one));
        now.federation().peers().stream()
                .filter(peer -> peer.problem() != Problem.NONE)
                .filter(peer -> Optional.ofNullable(known.get(peer.fingerprint()))
                        .filter(was -> was.problem() == Problem.NONE)
                        .isPresent())
                .findFirst()
                .ifPresent(peer -> tell(new Alert(
                        NoticeKind.LINK_LOST,
                        Texts.of("alert.link-lost", Cut.ALIAS.of(peer.label())),
                        new Subject.OtherRelay(peer.fingerprint(), Cut.ALIAS.of(peer.label())))));
    }

    private void troubles(RelaySnapshot then, RelaySnapshot now) {
        Set<String> known = then.attention().stream()
                .filter(AlertsViewModel::isTrouble)
                .map(AlertsViewModel::withoutFigures)
                .collect(Collectors.toSet());
        now.attention().stream()
                .filter(AlertsViewModel::isTrouble)
                .filter(line -> !known.contains(withoutFigures(line)))
                .findFirst()
                .ifPresent(line -> tell(new Alert(NoticeKind.TROUBLE, text(line), line.subject())));
    }

    private static boolean isTrouble(Attention line) {
        return line.severity() == Severity.ERROR;
    }

    private static String text(Attention line) {
        return NoticeWords.of(line.notice(), Texts.speech());
    }

    /** A figure that grows in a sentence makes no new trouble of it. */
    private static String withoutFigures(Attention line) {
        return text(line).replaceAll("[0-9.,]+", "0");
    }

    private void tell(Alert alert) {
        if (wanted.test(alert.kind())) {
            newest.set(new Alert(alert.kind(), Sentences.leftToRight(alert.text()), alert.subject()));
        }
    }

    /** The last one. */
    ReadOnlyObjectProperty<@Nullable Alert> newest() {
        return newest.getReadOnlyProperty();
    }
}
