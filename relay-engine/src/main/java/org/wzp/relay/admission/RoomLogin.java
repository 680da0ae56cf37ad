package org.wzp.relay.admission;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wzp.relay.admission.Admission.Applicant;
import org.wzp.relay.admission.Admission.Entry;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.rates.AddressKey;
import org.wzp.relay.text.Cut;
import org.wzp.relay.text.Names;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.AuthToken;
import org.wzp.relay.wire.SignalMessage.CallOffer;

/**
 * The way from a finished QUIC handshake into a room (wire specification 2.8, 5.2): token, offer, answer, permit, access
 * rules, join. Confined to the connection's loop, except for the deadline, which the sweep reads. The token's HTTP
 * request and the signatures run elsewhere and come back through {@link Connection#execute}; whatever comes back after
 * the end finds {@link Stage#OVER} and does nothing.
 */
final class RoomLogin implements ConnectionHandler {
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

    private final LoginContext context;
    private final SetupDeadlines deadlines;
    private final Connection connection;
    private final String room;
    private final EarlyDatagrams early = new EarlyDatagrams();

    private Stage stage;
    private boolean tokenSeen;
    private @Nullable String tokenFingerprint;
    /** The offer that came while its token was still being checked. */
    private @Nullable CallOffer waitingOffer;
    /** Once they have proven who they are. */
    private @Nullable Person person;

    private boolean heardOf;
    private volatile long deadlineNanos;

    RoomLogin(LoginContext context, SetupDeadlines deadlines, Connection connection, String room) {
        this.context = context;
        this.deadlines = deadlines;
        this.connection = connection;
        this.room = room;
        this.stage = context.tokens().isPresent() ? Stage.TOKEN : Stage.OFFER;
        this.deadlineNanos =
                context.nanos().getAsLong() + context.limits().firstFrame().toNanos();
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
            deadlineNanos =
                    context.nanos().getAsLong() + context.limits().setup().toNanos();
        }
        switch (stage) {
            case TOKEN -> onFirstSignal(message);
            case CHECKING_TOKEN -> keepOffer(message);
            case OFFER -> onOfferOrToken(message);
            case CHECKING_OFFER, OVER -> context.counters().count(AdmissionCounters.Event.SIGNAL_IGNORED);
        }
    }

    private void onFirstSignal(SignalMessage message) {
        tokenSeen = true;
        if (message instanceof AuthToken token) {
            stage = Stage.CHECKING_TOKEN;
            TokenCheck check = context.tokens().orElseThrow();
            var _ = check.check(token.token(), AddressKey.of(address()))
                    .thenAccept(verdict -> connection.execute(() -> onTokenVerdict(verdict)));
        } else {
            context.counters().count(TokenVerdict.Outcome.MISSING);
            refuse(Refusal.TOKEN_MISSING);
        }
    }

    private void keepOffer(SignalMessage message) {
        if (waitingOffer != null) {
            context.counters().count(AdmissionCounters.Event.SIGNAL_IGNORED);
        } else if (message instanceof CallOffer offer) {
            waitingOffer = offer;
        } else {
            refuse(new Denial.Unexpected(nameOf(message)));
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
            case TokenVerdict.Denied denied ->
                refuse(new Denial.Token(denied.outcome().refusal(), denied.problem()));
        }
    }

    private void onOfferOrToken(SignalMessage message) {
        if (message instanceof CallOffer offer) {
            checkOffer(offer);
        } else if (message instanceof AuthToken && !tokenSeen) {
            // The reference drops such a client; nobody gains by that (wire specification F10).
            tokenSeen = true;
        } else {
            refuse(new Denial.Unexpected(nameOf(message)));
        }
    }

    private void checkOffer(CallOffer offer) {
        if (!context.joins().admitsAddress(address(), context.nanos().getAsLong())) {
            refuse(Refusal.ADDRESS_JOINS);
            return;
        }
        stage = Stage.CHECKING_OFFER;
        context.crypto().execute(() -> {
            try {
                Optional<OfferCheck.Proven> proven = context.offers().check(offer);
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
            context.listener().failed(applicant("", ""), problem);
            refuse(Refusal.INTERNAL);
        }
    }

    private void onOfferChecked(CallOffer offer, Optional<OfferCheck.Proven> proven) {
        if (stage != Stage.CHECKING_OFFER) {
            return;
        }
        if (proven.isEmpty()) {
            refuse(Refusal.BAD_SIGNATURE);
            return;
        }
        String fingerprint = tokenFingerprint == null ? proven.get().fingerprint() : tokenFingerprint;
        person = new Person(fingerprint, Names.alias(aliasOf(offer)));
        if (!context.seen().isFirst(offer)) {
            refuse(Refusal.REPLAYED_OFFER);
            return;
        }
        if (!context.joins().admitsIdentity(fingerprint, context.nanos().getAsLong())) {
            refuse(Refusal.IDENTITY_JOINS);
            return;
        }
        // First of all signals, or stock clients give up (wire specification R24).
        connection.sendSignal(proven.get().answer());
        enter(applicant(fingerprint, aliasOf(offer)));
    }

    private Applicant applicant(String fingerprint, String alias) {
        return new Applicant(new QuicEgress(connection), connection.counters(), room, fingerprint, alias);
    }

    private void enter(Applicant applicant) {
        Entry entry;
        try {
            entry = context.admission().enter(applicant);
        } catch (RuntimeException e) {
            context.listener().failed(applicant, e);
            refuse(Refusal.INTERNAL);
            return;
        }
        switch (entry) {
            case Entry.Admitted admitted -> joined(admitted.session());
            case Entry.Refused refused -> refuse(refused.why());
        }
    }

    private void joined(Admission.Session session) {
        over();
        context.counters().count(AdmissionCounters.Event.JOINED);
        connection.loggedIn();
        connection.maxSignalBytes(context.limits().signalBytes());
        connection.handler(new JoinedConnection(session, context));
        early.drainTo(session::datagram);
    }

    @Override
    public void onUnreadableSignal(Connection source, String problem) {
        if (stage != Stage.OVER) {
            refuse(new Denial.Unreadable(Cut.DETAIL.of(problem)));
        }
    }

    @Override
    public void onUnidirectional(Connection source, byte[] content) {
        context.counters().count(AdmissionCounters.Event.STREAM_IGNORED);
    }

    @Override
    public void onDatagram(Connection source, ByteBuf datagram) {
        if (stage == Stage.OVER) {
            context.counters().count(AdmissionCounters.Event.EARLY_DATAGRAM_DROPPED);
            return;
        }
        int dropped = early.keep(datagram);
        if (dropped > 0) {
            context.counters().count(AdmissionCounters.Event.EARLY_DATAGRAM_DROPPED, dropped);
        }
    }

    @Override
    public void onClosed(Connection source, CloseInfo info) {
        over();
    }

    private void late() {
        if (stage != Stage.OVER && context.nanos().getAsLong() - deadlineNanos >= 0) {
            refuse(heardOf ? Refusal.LOGIN_TIMEOUT : Refusal.SILENT);
        }
    }

    private void refuse(Refusal refusal) {
        refuse(new Denial.Plain(refusal));
    }

    private void refuse(Denial why) {
        over();
        context.turnAway(connection, room, Optional.ofNullable(person), why);
    }

    private void over() {
        stage = Stage.OVER;
        waitingOffer = null;
        deadlines.leave(this);
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
