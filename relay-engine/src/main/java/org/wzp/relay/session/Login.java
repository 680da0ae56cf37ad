package org.wzp.relay.session;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.rates.AddressKey;
import org.wzp.relay.session.Entrance.Applicant;
import org.wzp.relay.session.Entrance.Entry;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.PrintableText;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.AuthToken;
import org.wzp.relay.wire.SignalMessage.CallOffer;

/**
 * The way from a finished QUIC handshake into a room (wire specification 2.8, 5.2): token, offer, answer, permit, access
 * rules, join. Confined to the connection's loop, except for the deadline, which the sweep reads. The token's HTTP
 * request and the signatures run elsewhere and come back through {@link Connection#execute}; whatever comes back after
 * the end finds {@link Stage#OVER} and does nothing.
 */
final class Login implements ConnectionHandler {
    private static final int MAX_DETAIL_CHARS = 120;
    /**
     * Everybody's alias goes to everybody in one roster, which must stay below the largest signal (wire specification 1.5):
     * a thousand of these do, also when each character is escaped.
     */
    static final int MAX_ALIAS_CHARS = 128;

    private enum Stage {
        /** The first signal must be a token. */
        TOKEN,
        CHECKING_TOKEN,
        OFFER,
        CHECKING_OFFER,
        /** Joined, refused or gone. */
        OVER
    }

    private final AdmissionDesk desk;
    private final Logins logins;
    private final Connection connection;
    private final String room;
    private final EarlyDatagrams early = new EarlyDatagrams();

    private Stage stage;
    private boolean tokenSeen;
    private @Nullable String tokenFingerprint;
    /** The offer that came while its token was still being checked. */
    private @Nullable CallOffer waitingOffer;

    private boolean heardOf;
    private volatile long deadlineNanos;

    Login(AdmissionDesk desk, Logins logins, Connection connection, String room) {
        this.desk = desk;
        this.logins = logins;
        this.connection = connection;
        this.room = room;
        this.stage = desk.tokens().isPresent() ? Stage.TOKEN : Stage.OFFER;
        this.deadlineNanos =
                desk.nanos().getAsLong() + desk.limits().firstFrame().toNanos();
    }

    /** Any thread. */
    void checkDeadline(long nowNanos) {
        if (nowNanos - deadlineNanos >= 0) {
            connection.execute(this::late);
        }
    }

    @Override
    public void onSignal(Connection source, SignalMessage message) {
        if (!heardOf) {
            heardOf = true;
            deadlineNanos = desk.nanos().getAsLong() + desk.limits().setup().toNanos();
        }
        switch (stage) {
            case TOKEN -> onFirstSignal(message);
            case CHECKING_TOKEN -> keepOffer(message);
            case OFFER -> onOfferOrToken(message);
            case CHECKING_OFFER, OVER -> desk.counters().count(AdmissionCounters.Event.SIGNAL_IGNORED);
        }
    }

    private void onFirstSignal(SignalMessage message) {
        tokenSeen = true;
        if (message instanceof AuthToken token) {
            stage = Stage.CHECKING_TOKEN;
            TokenCheck check = desk.tokens().orElseThrow();
            check.check(token.token(), AddressKey.of(address()))
                    .thenAccept(verdict -> connection.execute(() -> onTokenVerdict(verdict)));
        } else {
            desk.counters().count(TokenVerdict.Outcome.MISSING);
            refuse(Refusal.TOKEN_MISSING, "");
        }
    }

    private void keepOffer(SignalMessage message) {
        if (waitingOffer != null) {
            desk.counters().count(AdmissionCounters.Event.SIGNAL_IGNORED);
        } else if (message instanceof CallOffer offer) {
            waitingOffer = offer;
        } else {
            refuse(Refusal.UNEXPECTED_SIGNAL, nameOf(message));
        }
    }

    private void onTokenVerdict(TokenVerdict verdict) {
        if (stage != Stage.CHECKING_TOKEN) {
            return;
        }
        switch (verdict) {
            case TokenVerdict.Accepted accepted -> {
                tokenFingerprint = accepted.fingerprint();
                stage = Stage.OFFER;
                if (waitingOffer != null) {
                    checkOffer(waitingOffer);
                }
            }
            case TokenVerdict.Denied denied -> refuse(denied.outcome().refusal(), denied.detail());
        }
    }

    private void onOfferOrToken(SignalMessage message) {
        if (message instanceof CallOffer offer) {
            checkOffer(offer);
        } else if (message instanceof AuthToken && !tokenSeen) {
            // The reference drops such a client; nobody gains by that (wire specification F10).
            tokenSeen = true;
        } else {
            refuse(Refusal.UNEXPECTED_SIGNAL, nameOf(message));
        }
    }

    private void checkOffer(CallOffer offer) {
        if (!desk.joins().admitsAddress(address(), desk.nanos().getAsLong())) {
            refuse(Refusal.ADDRESS_JOINS, "");
            return;
        }
        stage = Stage.CHECKING_OFFER;
        desk.crypto().execute(() -> {
            try {
                Optional<OfferCheck.Proven> proven = desk.offers().check(offer);
                connection.execute(() -> onOfferChecked(offer, proven));
            } catch (RuntimeException e) {
                connection.execute(() -> onCheckFailed(e));
            } catch (Error e) {
                // this thread is of this one login; the relay can do without it, but not leave the client waiting
                connection.execute(() -> onCheckFailed(new IllegalStateException("the check ended with an error", e)));
            }
        });
    }

    private void onCheckFailed(RuntimeException problem) {
        if (stage == Stage.CHECKING_OFFER) {
            desk.listener().failed(new Applicant(connection, room, "", ""), problem);
            refuse(Refusal.INTERNAL, "");
        }
    }

    private void onOfferChecked(CallOffer offer, Optional<OfferCheck.Proven> proven) {
        if (stage != Stage.CHECKING_OFFER) {
            return;
        }
        if (proven.isEmpty()) {
            refuse(Refusal.BAD_SIGNATURE, "");
            return;
        }
        String fingerprint = tokenFingerprint == null ? proven.get().fingerprint() : tokenFingerprint;
        if (!desk.seen().isFirst(offer)) {
            refuse(Refusal.REPLAYED_OFFER, fingerprint);
            return;
        }
        if (!desk.joins().admitsIdentity(fingerprint, desk.nanos().getAsLong())) {
            refuse(Refusal.IDENTITY_JOINS, fingerprint);
            return;
        }
        // First of all signals, or stock clients give up (wire specification R24).
        connection.sendSignal(proven.get().answer());
        if (!desk.open().getAsBoolean()) {
            refuse(Refusal.SHUTTING_DOWN, "");
            return;
        }
        SessionPermits.Permit permit = desk.permits().vacant(AddressKey.of(address()));
        // Without a place as well: who replaces an older connection of its own takes that one's.
        boolean ignored = permit.take();
        enter(new Applicant(connection, room, fingerprint, aliasOf(offer)), permit);
    }

    private void enter(Applicant applicant, SessionPermits.Permit permit) {
        Entry entry;
        try {
            entry = desk.entrance().enter(applicant, permit);
        } catch (RuntimeException e) {
            permit.release();
            desk.listener().failed(applicant, e);
            refuse(Refusal.INTERNAL, applicant.fingerprint());
            return;
        }
        switch (entry) {
            case Entry.Admitted admitted -> joined(admitted.seat(), permit);
            case Entry.TurnedAway away -> {
                permit.release();
                refuse(
                        away.refusal(),
                        applicant.fingerprint() + (away.detail().isEmpty() ? "" : ": " + away.detail()),
                        away.told());
            }
        }
    }

    private void joined(Entrance.Seat seat, SessionPermits.Permit permit) {
        if (!permit.isHeld()) {
            // The place it was to take over was given back and taken by somebody else in the same moment.
            seat.leave(Refusal.RELAY_FULL.sentence());
            refuse(Refusal.full(permit), Refusal.fullDetail(permit));
            return;
        }
        over();
        desk.counters().count(AdmissionCounters.Event.JOINED);
        connection.loggedIn();
        connection.maxSignalBytes(desk.limits().signalBytes());
        connection.handler(new RoomSession(seat, permit, desk));
        early.drainTo(seat::datagram);
        seat.batchEnd();
    }

    @Override
    public void onUnreadableSignal(Connection source, String problem) {
        if (stage != Stage.OVER) {
            refuse(Refusal.UNREADABLE_SIGNAL, problem);
        }
    }

    @Override
    public void onUnidirectional(Connection source, byte[] content) {
        desk.counters().count(AdmissionCounters.Event.STREAM_IGNORED);
    }

    @Override
    public void onDatagram(Connection source, ByteBuf datagram) {
        if (stage == Stage.OVER) {
            desk.counters().count(AdmissionCounters.Event.EARLY_DATAGRAM_DROPPED);
            return;
        }
        int dropped = early.keep(datagram);
        if (dropped > 0) {
            desk.counters().count(AdmissionCounters.Event.EARLY_DATAGRAM_DROPPED, dropped);
        }
    }

    @Override
    public void onClosed(Connection source, CloseInfo info) {
        over();
    }

    private void late() {
        if (stage != Stage.OVER && desk.nanos().getAsLong() - deadlineNanos >= 0) {
            refuse(heardOf ? Refusal.LOGIN_TIMEOUT : Refusal.SILENT, "");
        }
    }

    private void refuse(Refusal refusal, String detail) {
        refuse(refusal, detail, "");
    }

    private void refuse(Refusal refusal, String detail, String told) {
        over();
        desk.turnAway(connection, room, refusal, PrintableText.of(detail, MAX_DETAIL_CHARS), told);
    }

    private void over() {
        stage = Stage.OVER;
        waitingOffer = null;
        logins.leave(this);
    }

    /** As sent, but no longer than a roster can bear. */
    private static String aliasOf(CallOffer offer) {
        String alias = offer.alias() == null ? "" : offer.alias();
        if (alias.length() <= MAX_ALIAS_CHARS) {
            return alias;
        }
        boolean splitsPair = Character.isHighSurrogate(alias.charAt(MAX_ALIAS_CHARS - 1));
        return alias.substring(0, splitsPair ? MAX_ALIAS_CHARS - 1 : MAX_ALIAS_CHARS);
    }

    private InetAddress address() {
        return connection.remoteAddress().getAddress();
    }

    private static String nameOf(SignalMessage message) {
        return message.getClass().getSimpleName();
    }
}
