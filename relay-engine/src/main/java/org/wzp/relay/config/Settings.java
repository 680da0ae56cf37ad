package org.wzp.relay.config;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.wzp.relay.api.FederationConfig;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.api.RelayConfig.Limits;
import org.wzp.relay.api.RelayConfig.Loops;
import org.wzp.relay.api.RelayConfig.Quotas;
import org.wzp.relay.api.RelayConfig.Transport;

/** The table of all settings, in the order of the sample file. Only here a setting is described. */
public final class Settings {
    /** Where each default is found; that of the address is here, because no relay is made without one. */
    static final RelayConfig DEFAULTS = RelayConfig.defaults(new InetSocketAddress("0.0.0.0", 4433), Path.of(""));

    private static final int MILLION = 1_000_000;
    private static final int BILLION = 1_000_000_000;
    private static final int HOUR_IN_SECONDS = 3_600;
    private static final int MINUTE_IN_MILLIS = 60_000;

    public static final Setting<InetSocketAddress> LISTEN = Setting.of(
                    "listen_addr", new ListenAddress(), RelayConfig::listen, "Address and UDP port to listen on.")
            .details("0.0.0.0 means every IPv4 interface, [::] every interface.")
            .flag("--listen", "ADDR");

    public static final Setting<Integer> MAX_SESSIONS = Setting.of(
                    "max_sessions",
                    count("participants"),
                    RelayConfig::maxSessions,
                    "How many participants may be in rooms at one time.")
            .flag("--max-sessions", "N");

    public static final Setting<Optional<URI>> AUTH_URL = Setting.of(
                    "auth_url",
                    new WebAddress(),
                    RelayConfig::authUrl,
                    "Asks clients for a token and checks it by HTTP POST at this address.")
            .flag("--auth-url", "URL")
            .example(Optional.of(URI.create(WebAddress.EXAMPLE)));

    public static final Setting<String> LOG_LEVEL = Setting.of(
                    "log_level",
                    new Choice<>(List.of("error", "warn", "info", "debug", "trace")),
                    RelayConfig::logLevel,
                    "How much the relay writes to its log.")
            .flag("--log-level", "LEVEL")
            .live();

    public static final Setting<Transport> TRANSPORT = Setting.of(
                    "transport",
                    new Choice<>(List.of(Transport.values())),
                    RelayConfig::transport,
                    "What carries QUIC.")
            .details("auto takes the fast one where it works (direct: Linux), else netty.")
            .flag("--transport", "KIND");

    public static final Setting<OptionalInt> LOOPS = Setting.of(
                    "loops",
                    new NumberOrNone(new WholeNumber(1, Loops.MOST, "loops")),
                    config -> config.loops().count(),
                    "Over how many threads the relay spreads its clients, with the direct transport.")
            .details(
                    "By default half as many as there are processors, at most 8: on two processors, two threads wake up for"
                            + " fewer packets at a time and cost a fifth more than one.")
            .flag("--loops", "N")
            .example(OptionalInt.of(2));

    public static final Setting<Integer> SPREAD_ABOVE = Setting.of(
                    "spread_above",
                    count("participants"),
                    config -> config.loops().spreadAbove(),
                    "How many people of a room share one of these threads before others take the next ones.")
            .details(
                    "Together they cost the least, since nothing crosses from thread to thread; apart, a large room hears each"
                            + " voice sooner.");

    public static final Setting<Integer> HANDSHAKES_IN_FLIGHT = Setting.of(
                    "handshakes_in_flight",
                    count("connections"),
                    limit(Limits::handshakesInFlight),
                    "How many connections may be logging in at one time, over all addresses.")
            .details(
                    "Beyond half of it, clients must prove their address before the relay remembers anything about them.");

    public static final Setting<Integer> HANDSHAKES_PER_PREFIX = Setting.of(
                    "handshakes_per_prefix",
                    count("connections"),
                    limit(Limits::handshakesPerPrefix),
                    "How many connections from one network (IPv4 /24, IPv6 /56) may be logging in at one time.")
            .details("Three quarters of them may come from one address.");

    public static final Setting<Duration> FIRST_SIGNAL = Setting.of(
                    "first_signal_seconds",
                    Span.seconds(1, HOUR_IN_SECONDS),
                    limit(Limits::firstFrame),
                    "How long a connected client may stay silent before its first signal.")
            .details("Stock apps need up to 30 seconds.");

    public static final Setting<Duration> LOGIN = Setting.of(
            "login_seconds",
            Span.seconds(1, HOUR_IN_SECONDS),
            limit(Limits::setup),
            "How long login may take from the first signal on.");

    public static final Setting<Integer> MEDIA_OUTBOX = Setting.of(
                    "media_outbox",
                    count("datagrams"),
                    limit(Limits::mediaOutbox),
                    "How many datagrams wait for one receiver that does not keep up.")
            .details("Then the oldest is dropped. 256 are five seconds of one voice.");

    public static final Setting<Duration> MEDIA_MAX_AGE = Setting.of(
                    "media_max_age_ms",
                    Span.millis(0, MINUTE_IN_MILLIS),
                    limit(Limits::mediaMaxAge),
                    "How long media may have waited in the relay before it is sent.")
            .details("What is older is dropped. 0 sends it however old.");

    public static final Setting<Duration> STOP = Setting.of(
            "stop_seconds",
            Span.seconds(1, HOUR_IN_SECONDS),
            limit(Limits::stopGrace),
            "How long the relay waits for connections to close when it is stopped.");

    public static final Setting<OptionalInt> SESSIONS_PER_ADDRESS = Setting.of(
                    "sessions_per_address",
                    new NumberOrNone(count("participants")),
                    quota(Quotas::sessionsPerAddress),
                    "How many participants one address may have in rooms: one IPv4 address, or one IPv6 network (/64).")
            .details(
                    "An office or a school behind one router is one address, so by default one address may have nearly all:"
                            + " a quarter of max_sessions, at most 100, is left to everybody else (75 of 100, 900 of 1,000 may be"
                            + " from one address), and 32 may always come. Lower it where strangers reach the relay.")
            .example(OptionalInt.of(DEFAULTS.limits().quotas().sessionsPerAddress(DEFAULTS.maxSessions())));

    public static final Setting<Integer> JOINS_PER_ADDRESS = Setting.of(
                    "joins_per_address",
                    count("logins"),
                    quota(Quotas::joinsPerAddress),
                    "How many logins may begin from one address in a minute, also all at once.")
            .details("After an outage an office comes back together.");

    public static final Setting<Integer> JOINS_PER_IDENTITY = Setting.of(
                    "joins_per_identity",
                    count("logins"),
                    quota(Quotas::joinsPerIdentity),
                    "How many logins one identity may do in a minute, also all at once.")
            .details("A phone that loses its network every second does 60.");

    public static final Setting<Integer> MEDIA_PACKETS = Setting.of(
                    "media_packets_per_second",
                    count("packets"),
                    quota(Quotas::packetsPerSecond),
                    "How many media packets one participant may send in a second.")
            .details(
                    "More is dropped, counted and shown in the participant's row. A voice is 50 to 200 packets a second. The"
                            + " default is higher, because load tests (8,000 packets a second in bench) go through it; 1,000 are"
                            + " plenty for people.");

    public static final Setting<Integer> MEDIA_BYTES = Setting.of(
                    "media_bytes_per_second",
                    new WholeNumber(1, BILLION, "bytes"),
                    quota(Quotas::bytesPerSecond),
                    "How many bytes of media one participant may send in a second.")
            .details("A voice is 4,000 to 16,000 bytes a second; 200,000 are plenty for people.");

    public static final Setting<Integer> SIGNALS = Setting.of(
                    "signals_per_second",
                    count("signals"),
                    quota(Quotas::signalsPerSecond),
                    "How many signals of one participant the relay looks at in a second.")
            .details(
                    "In a room participants have none to send. What is more is skipped unread, and whoever goes on for a"
                            + " thousand more is disconnected.");

    public static final Setting<Integer> ROSTER_BYTES = Setting.of(
                    "roster_bytes_per_second",
                    new WholeNumber(1, BILLION, "bytes"),
                    quota(Quotas::rosterBytesPerSecond),
                    "How many bytes of lists of who is in a room all its members together are sent in a second.")
            .details("With the default a room of 95 is told of a change about twice a second, a small one at once.");

    public static final Setting<Boolean> FEDERATION_UNVERIFIED = Setting.of(
                    "federation_allow_unverified",
                    new OnOff(),
                    federation(FederationConfig::allowUnverified),
                    "Lets trusted relays link to this one that can only claim who they are.")
            .details(
                    "Relays of this kind prove it. Stock ones can't: whoever knows the fingerprint of one that you trust can"
                            + " then link in its place.");

    public static final Setting<Integer> FEDERATION_PACKETS = Setting.of(
                    "federation_packets_per_second",
                    count("packets"),
                    federation(FederationConfig::packetsPerSecond),
                    "How many media packets a linked relay may send for one room in a second.")
            .details("100 more are let through for each person that it has told of in that room.");

    public static final Setting<Integer> FEDERATION_HOPS = Setting.of(
                    "federation_hop_limit",
                    new WholeNumber(0, 15, "relays"),
                    federation(FederationConfig::hopLimit),
                    "How many relays may pass on what another one tells and sends.")
            .details("0 keeps links to themselves, 1 is enough for relays around one in the middle.");

    public static final Setting<Boolean> FEDERATION_NEARBY = Setting.of(
                    "federation_nearby",
                    new OnOff(),
                    federation(FederationConfig::nearby),
                    "Announces this relay on the private networks of this machine (DNS-SD), and shows others there.")
            .details(
                    "On by default, as for printers: whoever sets up a second relay in an office looks for the first. It tells"
                            + " the machine's name, the relay's address and its fingerprint; nobody may link because of it. A"
                            + " relay that listens for its own machine alone is never announced, nor one that has public"
                            + " addresses only.");

    /**
     * Settings that belong together.
     *
     * @param title as a heading
     */
    public record Group(String title, List<Setting<?>> settings) {
        public Group {
            settings = List.copyOf(settings);
        }
    }

    private static final List<Group> GROUPS = List.of(
            new Group("The relay", List.of(LISTEN, MAX_SESSIONS, AUTH_URL, LOG_LEVEL)),
            new Group("Transport and threads", List.of(TRANSPORT, LOOPS, SPREAD_ABOVE)),
            new Group("Logging in", List.of(HANDSHAKES_IN_FLIGHT, HANDSHAKES_PER_PREFIX, FIRST_SIGNAL, LOGIN)),
            new Group("Voice that waits, and the end", List.of(MEDIA_OUTBOX, MEDIA_MAX_AGE, STOP)),
            new Group(
                    "What one client may use",
                    List.of(
                            SESSIONS_PER_ADDRESS,
                            JOINS_PER_ADDRESS,
                            JOINS_PER_IDENTITY,
                            MEDIA_PACKETS,
                            MEDIA_BYTES,
                            SIGNALS,
                            ROSTER_BYTES)),
            new Group(
                    "Other relays",
                    List.of(FEDERATION_UNVERIFIED, FEDERATION_PACKETS, FEDERATION_HOPS, FEDERATION_NEARBY)));

    private static final List<Setting<?>> ALL =
            GROUPS.stream().flatMap(group -> group.settings().stream()).toList();

    private Settings() {}

    /** In the order of the sample file, which has their titles as headings. */
    public static List<Group> groups() {
        return GROUPS;
    }

    public static List<Setting<?>> all() {
        return ALL;
    }

    public static Optional<Setting<?>> ofKey(String key) {
        for (Setting<?> setting : ALL) {
            if (setting.key().equals(key)) {
                return Optional.of(setting);
            }
        }
        return Optional.empty();
    }

    private static WholeNumber count(String unit) {
        return new WholeNumber(1, MILLION, unit);
    }

    private static <T> Function<RelayConfig, T> limit(Function<Limits, T> of) {
        return config -> of.apply(config.limits());
    }

    private static <T> Function<RelayConfig, T> federation(Function<FederationConfig, T> of) {
        return config -> of.apply(config.federation());
    }

    private static <T> Function<RelayConfig, T> quota(Function<Quotas, T> of) {
        return config -> of.apply(config.limits().quotas());
    }
}
