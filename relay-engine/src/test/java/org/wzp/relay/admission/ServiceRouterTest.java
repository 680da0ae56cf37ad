package org.wzp.relay.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.admission.Admission.Applicant;
import org.wzp.relay.admission.Admission.Entry;
import org.wzp.relay.admission.Admission.Session;
import org.wzp.relay.api.Denial;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.Refusal;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.contention.LockLedger;
import org.wzp.relay.identity.EphemeralKey;
import org.wzp.relay.identity.Handshake;
import org.wzp.relay.identity.Identity;
import org.wzp.relay.identity.Seed;
import org.wzp.relay.room.RoomDirectory;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.ConnectionHandler.CloseInfo;
import org.wzp.relay.wire.Bytes;
import org.wzp.relay.wire.HangupReason;
import org.wzp.relay.wire.QualityProfile;
import org.wzp.relay.wire.SignalMessage;
import org.wzp.relay.wire.SignalMessage.AuthToken;
import org.wzp.relay.wire.SignalMessage.CallAnswer;
import org.wzp.relay.wire.SignalMessage.CallOffer;
import org.wzp.relay.wire.SignalMessage.Hangup;
import org.wzp.relay.wire.SignalMessage.Ping;

/** The login step by step, on a clock and an executor that the test turns. */
class ServiceRouterTest {
    private static final RelayConfig.Limits LIMITS = new RelayConfig.Limits(
            3,
            2,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            16_384,
            1_048_576,
            256,
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            RelayConfig.Quotas.defaults());
    private static final CloseInfo GONE = new CloseInfo(true, false, true, 0, "normal close");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Identity CALLER = Identity.of(Seed.random(RANDOM));

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L); // wraps while the tests run
    private final Deque<Runnable> crypto = new ArrayDeque<>();
    private final AdmissionCounters counters = new AdmissionCounters();
    private final List<Applicant> entered = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private final List<String> media = new ArrayList<>();
    private final List<Refusal> turnedAway = new ArrayList<>();
    private Optional<Refusal> nobody = Optional.empty();
    private Entry nextEntry = new Entry.Admitted(new RecordingSession());
    private long nextId;

    private final LoginContext context = new LoginContext(
            LIMITS,
            Optional.empty(),
            new SignedOffers(Identity.of(Seed.random(RANDOM)), RANDOM),
            new JoinRates(RelayConfig.Quotas.defaults()),
            new SeenOffers(RANDOM),
            crypto::add,
            new Admission() {
                @Override
                public Optional<Refusal> refusal(String room) {
                    return nobody;
                }

                @Override
                public Entry enter(Applicant applicant) {
                    entered.add(applicant);
                    return nextEntry;
                }
            },
            counters,
            new LoginContext.Listener() {
                @Override
                public void turnedAway(Connection connection, String room, Optional<Person> person, Denial why) {
                    turnedAway.add(why.refusal());
                }

                @Override
                public void failed(Applicant applicant, RuntimeException problem) {
                    throw problem;
                }
            },
            nanos::get);
    private final RoomLogins logins = new RoomLogins(
            context,
            new RoomPlacement(
                    new RoomDirectory(InstantSource.system(), LockLedger.system(), new RoomDirectory.Listener() {}),
                    16,
                    nanos::get,
                    RANDOM),
            room -> room);
    private final ServiceRouter router = new ServiceRouter(SmallServices.of(context, "build-1"), logins);

    @Test
    void validOfferIsAnsweredFirstAndThenTakenIntoTheRoom() {
        RecordingConnection client = connect("podcast");

        signal(client, offer("Anna"));
        settle(client);

        assertThat(client.sent).singleElement().isInstanceOfSatisfying(CallAnswer.class, answer -> {
            assertThat(Handshake.verify(answer)).isTrue();
            assertThat(answer.chosenProfile()).isEqualTo(QualityProfile.GOOD);
        });
        assertThat(entered).singleElement().satisfies(applicant -> {
            assertThat(applicant.room()).isEqualTo("podcast");
            assertThat(applicant.fingerprint()).isEqualTo(CALLER.fingerprint().text());
            assertThat(applicant.alias()).isEqualTo("Anna");
            assertThat(applicant.out()).isSameAs(client.counters());
        });
        assertThat(logins.loggingIn()).isZero();
        assertThat(client.maxSignalBytes).isEqualTo(LIMITS.signalBytes());
        assertThat(client.loggedIn)
                .as("place among those logging in given back")
                .isTrue();
    }

    @Test
    void closeAfterTheJoinLeavesTheRoom() {
        RecordingConnection client = join("podcast");

        handler(client).onClosed(client, GONE);

        assertThat(left).containsExactly("left");
    }

    @Test
    void closeWhileTheSignatureIsCheckedAdmitsNobody() {
        RecordingConnection client = connect("podcast");
        signal(client, offer("Anna"));

        handler(client).onClosed(client, GONE);
        settle(client);

        assertThat(entered).isEmpty();
        assertThat(client.sent).isEmpty();
        assertThat(logins.loggingIn()).isZero();
    }

    @Test
    void offerSignedByAnotherKeyIsRefused() {
        RecordingConnection client = connect("podcast");
        CallOffer genuine = offer("Anna");

        signal(
                client,
                new CallOffer(
                        Identity.of(Seed.random(RANDOM)).publicKey(),
                        genuine.ephemeralPub(),
                        genuine.signature(),
                        genuine.supportedProfiles(),
                        "Anna"));
        settle(client);

        assertRefused(client, Refusal.BAD_SIGNATURE, CloseReason.BAD_HANDSHAKE);
        assertThat(client.sent).isEmpty();
    }

    @Test
    void shortSignatureIsRefused() {
        RecordingConnection client = connect("podcast");
        CallOffer genuine = offer("Anna");

        signal(
                client,
                new CallOffer(
                        genuine.identityPub(),
                        genuine.ephemeralPub(),
                        Bytes.zeros(63),
                        genuine.supportedProfiles(),
                        null));
        settle(client);

        assertRefused(client, Refusal.BAD_SIGNATURE, CloseReason.BAD_HANDSHAKE);
    }

    @Test
    void tokenIsIgnoredWhereNoneIsAskedForButOnlyOnce() {
        RecordingConnection client = connect("podcast");
        signal(client, new AuthToken("abc"));
        signal(client, offer("Anna"));
        settle(client);
        assertThat(entered).hasSize(1);

        RecordingConnection stubborn = connect("podcast");
        signal(stubborn, new AuthToken("abc"));
        signal(stubborn, new AuthToken("abc"));
        assertRefused(stubborn, Refusal.UNEXPECTED_SIGNAL, CloseReason.BAD_HANDSHAKE);
    }

    @Test
    void anythingElseThanAnOfferEndsTheLogin() {
        RecordingConnection client = connect("podcast");

        signal(client, new Ping(1));

        assertRefused(client, Refusal.UNEXPECTED_SIGNAL, CloseReason.BAD_HANDSHAKE);
    }

    @Test
    void unreadableSignalBeforeTheJoinEndsTheLoginAndAfterItIsSkipped() {
        RecordingConnection early = connect("podcast");
        handler(early).onUnreadableSignal(early, "no JSON");
        assertRefused(early, Refusal.UNREADABLE_SIGNAL, CloseReason.PROTOCOL_VIOLATION);

        RecordingConnection client = join("podcast");
        handler(client).onUnreadableSignal(client, "no JSON");
        signal(client, new Hangup(HangupReason.NORMAL, null));
        assertThat(client.isOpen()).isTrue();
        assertThat(left).isEmpty();
        assertThat(counters.of(AdmissionCounters.Event.SIGNAL_UNREADABLE)).isEqualTo(1);
        assertThat(counters.of(AdmissionCounters.Event.SIGNAL_IGNORED)).isEqualTo(1);
    }

    @Test
    void hundredThousandUnreadableLoginsLeaveNothingBehind() {
        for (int i = 0; i < 100_000; i++) {
            RecordingConnection client = connect("podcast");
            handler(client).onUnreadableSignal(client, "no JSON");
        }

        assertThat(counters.of(Refusal.UNREADABLE_SIGNAL)).isEqualTo(100_000);
        assertThat(logins.loggingIn()).isZero();
        assertThat(join("podcast").isOpen()).isTrue();
    }

    @Test
    void hundredThousandUnreadableSignalsAfterTheJoinAreCountedAndChangeNothing() {
        RecordingConnection client = join("podcast");

        for (int i = 0; i < 100_000; i++) {
            handler(client).onUnreadableSignal(client, "no JSON");
        }

        assertThat(counters.of(AdmissionCounters.Event.SIGNAL_UNREADABLE)).isEqualTo(100_000);
        assertThat(client.isOpen()).isTrue();
        assertThat(left).isEmpty();
    }

    @Test
    void silentClientIsClosedAfterTheFirstSignalLimitAndNotBefore() {
        RecordingConnection client = connect("podcast");

        passes(client, Duration.ofSeconds(29));
        assertThat(client.isOpen()).isTrue();
        passes(client, Duration.ofSeconds(2));

        assertRefused(client, Refusal.SILENT, CloseReason.SETUP_TIMEOUT);
    }

    @Test
    void loginThatStartsLateStillHasItsWholeTime() {
        RecordingConnection client = connect("podcast");
        passes(client, Duration.ofSeconds(25));
        signal(client, new AuthToken("abc"));

        passes(client, Duration.ofSeconds(9));
        assertThat(client.isOpen()).isTrue();
        passes(client, Duration.ofSeconds(2));

        assertRefused(client, Refusal.LOGIN_TIMEOUT, CloseReason.SETUP_TIMEOUT);
    }

    @Test
    void participantHasNoDeadline() {
        RecordingConnection client = join("podcast");

        passes(client, Duration.ofHours(5));

        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void fullRelayRefusesAfterTheAnswer() {
        nextEntry = new Entry.Refused(new Denial.Full(Refusal.RELAY_FULL, 1));
        RecordingConnection client = connect("podcast");

        signal(client, offer("Ben"));
        settle(client);

        assertRefused(client, Refusal.RELAY_FULL, CloseReason.RELAY_FULL);
        assertThat(client.sent).singleElement().isInstanceOf(CallAnswer.class);
    }

    @Test
    void whomTheRoomRefusesIsClosedWithItsReason() {
        nextEntry = new Entry.Refused(new Denial.Plain(Refusal.BANNED));
        RecordingConnection client = connect("podcast");

        signal(client, offer("Anna"));
        settle(client);

        assertRefused(client, Refusal.BANNED, CloseReason.BANNED);
    }

    @Test
    void mediaThatCameBeforeTheJoinIsForwardedAfterItInOrder() {
        RecordingConnection client = connect("podcast");
        datagram(client, 1);
        signal(client, offer("Anna"));
        datagram(client, 2);
        settle(client);
        datagram(client, 3);

        assertThat(media).containsExactly("01", "02", "03");
    }

    @Test
    void earlyMediaIsBoundedTheOldestMakesRoomAndIsCounted() {
        RecordingConnection client = connect("podcast");
        for (int i = 0; i < 66; i++) {
            ByteBuf thousand = Unpooled.wrappedBuffer(new byte[1_000]).setByte(0, i);
            handler(client).onDatagram(client, thousand);
        }
        signal(client, offer("Anna"));
        settle(client);

        assertThat(media).hasSize(65);
        assertThat(media.getFirst()).startsWith("01");
        assertThat(media.getLast()).startsWith("41");
        assertThat(counters.of(AdmissionCounters.Event.EARLY_DATAGRAM_DROPPED)).isEqualTo(1);
    }

    @Test
    void noNameAndAddressLiteralsMeanTheDefaultRoom() {
        for (String name : Arrays.asList(null, "192.168.1.20")) {
            RecordingConnection client = connect(name);
            signal(client, offer("Anna"));
            settle(client);
        }
        assertThat(entered).extracting(Applicant::room).contains("default").containsOnly("default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my room", "-a", "a-", "a..b", "12345", "a.123", "", ".", "café", "#1"})
    void illegalNamesAreClosedAsSuch(String name) {
        assertRefused(connect(name), Refusal.BAD_ROOM_NAME, CloseReason.BAD_ROOM_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "general", "localhost", "room_1", "_x_", "a.b", "a-b", "1a", "general."})
    void legalNamesAreRooms(String name) {
        assertThat(connect(name).isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_probe", "_signal", "_relay"})
    void servicesThatAreNotOfferedYetAreClosedCleanly(String name) {
        assertRefused(connect(name), Refusal.NOT_SERVED, CloseReason.NOT_SERVED);
    }

    @Test
    void callRoomsWithoutARegisteredCallAreRefused() {
        nobody = Optional.of(Refusal.CALL_ROOM);
        assertRefused(connect("call-18a1b2c3d4e5f607"), Refusal.CALL_ROOM, CloseReason.NOT_ALLOWED);
    }

    @Test
    void pingIsClosedAtOnce() {
        assertThat(connect("ping").closedWith).isEqualTo(CloseReason.SERVICE_DONE);
        assertThat(turnedAway).isEmpty();
    }

    @Test
    void versionSendsTheBuildOnAStreamOfItsOwn() {
        RecordingConnection client = connect("version");

        assertThat(client.unidirectional).containsExactly("build-1".getBytes(StandardCharsets.UTF_8));
        assertThat(client.isOpen()).isTrue();
    }

    @Test
    void stoppingRelayRefusesWhoeverFinishesItsLoginThen() {
        RecordingConnection client = connect("podcast");
        signal(client, offer("Anna"));
        nextEntry = new Entry.Refused(new Denial.Plain(Refusal.SHUTTING_DOWN));
        nobody = Optional.of(Refusal.SHUTTING_DOWN);
        settle(client);
        assertRefused(client, Refusal.SHUTTING_DOWN, CloseReason.SHUTTING_DOWN);

        assertThat(connect("podcast").closedWith).isEqualTo(CloseReason.SHUTTING_DOWN);
    }

    private RecordingConnection connect(@Nullable String serverName) {
        RecordingConnection client = new RecordingConnection(nextId++, serverName);
        client.handler(router.accept(client));
        return client;
    }

    private RecordingConnection join(String room) {
        RecordingConnection client = connect(room);
        signal(client, offer("Anna"));
        settle(client);
        assertThat(client.isOpen()).isTrue();
        return client;
    }

    private static void signal(RecordingConnection client, SignalMessage message) {
        handler(client).onSignal(client, message);
    }

    private static void datagram(RecordingConnection client, int value) {
        handler(client).onDatagram(client, Unpooled.wrappedBuffer(new byte[] {(byte) value}));
    }

    private void settle(RecordingConnection client) {
        for (Runnable task = crypto.poll(); task != null; task = crypto.poll()) {
            task.run();
        }
        client.runLoop();
    }

    private void passes(RecordingConnection client, Duration time) {
        nanos.addAndGet(time.toNanos());
        logins.sweep();
        client.runLoop();
    }

    private void assertRefused(RecordingConnection client, Refusal refusal, CloseReason reason) {
        assertThat(client.closedWith).isEqualTo(reason);
        assertThat(turnedAway).last().isEqualTo(refusal);
        assertThat(counters.of(refusal))
                .isEqualTo(turnedAway.stream().filter(refusal::equals).count());
        assertThat(entered)
                .filteredOn(applicant -> applicant.out() == client.counters())
                .hasSizeLessThanOrEqualTo(1);
    }

    private static ConnectionHandler handler(RecordingConnection client) {
        return Objects.requireNonNull(client.handler);
    }

    private static CallOffer offer(String alias) {
        return Handshake.offer(CALLER, EphemeralKey.random(RANDOM), QualityProfile.STANDARD, alias);
    }

    private final class RecordingSession implements Session {
        @Override
        public void datagram(ByteBuf datagram) {
            media.add(ByteBufUtil.hexDump(datagram));
        }

        @Override
        public void leave() {
            left.add("left");
        }
    }
}
