package org.wzp.console.history;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.ContentionStatus.LockRow;
import org.wzp.relay.api.ContentionStatus.LoopRow;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.FederationStatus.State;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.DropWords;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Names;
import org.wzp.relay.text.NoticeWords;
import org.wzp.relay.text.StartWords;

/**
 * How a relay is, on one page for somebody who was not there: one file of HTML without scripts, pictures from elsewhere or links, light or
 * dark as its reader's system is. Addresses and fingerprints are in it only when that was asked for: they are left out of every
 * text, those that people typed included. Pure functions.
 */
final class HealthLetter {
    private static final double MICROS_PER_MILLI = 1_000;

    /**
     * What the letter is about.
     *
     * @param now the moment it is about
     * @param hour the seconds before
     * @param version what the program calls itself
     * @param configuration digest of what the relay was started with; empty when it never was
     * @param withAddresses whether addresses and fingerprints are in it
     */
    record Facts(
            RelaySnapshot now,
            List<Point> hour,
            String version,
            String configuration,
            boolean withAddresses,
            ZoneId zone) {}

    private final Facts facts;
    private final Page page;

    private HealthLetter(Facts facts) {
        this.facts = facts;
        UnaryOperator<String> said = facts.withAddresses() ? UnaryOperator.identity() : Redaction::hide;
        page = new Page(Texts.of("letter.title"), said);
    }

    /** The whole page. */
    static String of(Facts facts) {
        HealthLetter letter = new HealthLetter(facts);
        letter.write();
        return letter.page.html();
    }

    private void write() {
        RelaySnapshot now = facts.now();
        page.quiet(Texts.of(
                "letter.when",
                Texts.speech().moment(now.at(), facts.zone()),
                facts.zone().getId()));
        page.sentence(
                now.state() == RelayState.RUNNING
                        ? Texts.of(
                                "letter.running",
                                Durations.brief(now.uptime()),
                                now.traffic().sessions(),
                                now.rooms().size())
                        : Texts.of("letter.not-running"));
        now.failure().ifPresent(failure -> page.bad(StartWords.of(failure.cause(), Texts.speech())));
        now.attention().forEach(line -> page.sentence(NoticeWords.of(line.notice(), Texts.speech())));
        hour();
        worst();
        drops();
        links();
        bans();
        contention();
        about();
    }

    private void hour() {
        page.section(Texts.of(
                "letter.hour", Durations.brief(Duration.ofSeconds(facts.hour().size()))));
        if (facts.hour().size() < 2) {
            page.quiet(Texts.of("chart.empty"));
            return;
        }
        line("chart.people", Point::people);
        line("letter.datagrams", Point::out);
        line("letter.latency", Point::latencyP99);
    }

    private void line(String title, ToDoubleFunction<Point> value) {
        List<Double> values = facts.hour().stream().map(value::applyAsDouble).toList();
        double most = values.stream()
                .filter(each -> !each.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(Double.NaN);
        page.line(Texts.of("letter.line", Texts.of(title), Texts.speech().decimal(most)), values);
    }

    private void worst() {
        page.section(Texts.of("letter.worst"));
        List<WorstMinutes.Minute> minutes = WorstMinutes.of(facts.hour());
        if (minutes.isEmpty()) {
            page.sentence(Texts.of("letter.no-worst"));
            return;
        }
        page.table(
                List.of(Texts.of("letter.minute"), Texts.of("letter.cause")),
                0,
                minutes.stream()
                        .map(minute -> List.of(Texts.speech().moment(minute.begins(), facts.zone()), minute.cause()))
                        .toList());
    }

    private void drops() {
        page.section(Texts.of("overview.dropped"));
        List<Drop> dropped = facts.now().traffic().dropped();
        if (dropped.isEmpty()) {
            page.sentence(Texts.of("chart.nothing-dropped"));
            return;
        }
        page.table(
                List.of(Texts.of("letter.cause"), Texts.of("letter.count")),
                1,
                dropped.stream()
                        .map(drop -> List.of(
                                DropWords.of(drop.cause(), Texts.speech()),
                                Texts.speech().whole(drop.count())))
                        .toList());
    }

    private void links() {
        List<PeerStatus> peers = facts.now().federation().peers();
        if (peers.isEmpty()) {
            return;
        }
        page.section(Texts.of("peers.title"));
        page.table(
                List.of(
                        Texts.of("peers.column.relay").split(" \\| ", 2)[0],
                        Texts.of("peers.column.state"),
                        Texts.of("peers.column.address"),
                        Texts.of("peers.column.rtt")),
                1,
                peers.stream().map(this::link).toList());
    }

    private List<String> link(PeerStatus peer) {
        String address = peer.address().map(Addresses::of).orElse("–");
        return List.of(
                peer.label(),
                peer.state() == State.UP ? Texts.of("federation.up") : Texts.of("letter.down"),
                facts.withAddresses() ? address : Texts.of("letter.left-out"),
                Texts.speech().decimal(peer.rttMillis().orElse(Double.NaN)));
    }

    private void bans() {
        List<Ban> bans = facts.now().access().bans();
        page.section(Texts.of("bans.title"));
        if (bans.isEmpty()) {
            page.sentence(Texts.of("letter.no-bans"));
            return;
        }
        page.table(
                List.of(
                        Texts.of("ban.whom"),
                        Texts.of("ban.scope"),
                        Texts.of("bans.column.reason"),
                        Texts.of("bans.column.until"),
                        Texts.of("letter.count")),
                1,
                bans.stream().map(this::ban).toList());
    }

    private List<String> ban(Ban ban) {
        String kind =
                switch (ban.target()) {
                    case BanTarget.Identity _ -> Texts.of("letter.one-identity");
                    case BanTarget.Prefix _ -> Texts.of("letter.addresses");
                };
        return List.of(
                facts.withAddresses() ? ban.target().shown() : kind,
                ban.room().map(Names::room).orElse(Texts.of("bans.whole-relay")),
                ban.reason(),
                ban.until()
                        .map(until -> Texts.speech().moment(until, facts.zone()))
                        .orElse(Texts.of("bans.for-good")),
                Texts.speech().whole(ban.hits()));
    }

    private void contention() {
        var contention = facts.now().contention();
        page.section(Texts.of("letter.contention"));
        page.sentence(Texts.of("contention.hot-path", contention.hotPathViolations()));
        List<List<String>> locks = new ArrayList<>();
        for (LockRow lock : contention.locks()) {
            locks.add(List.of(
                    lock.name(),
                    Texts.speech().whole(lock.acquisitions()),
                    Texts.speech().whole(lock.contended()),
                    lock.contended() == 0 ? "–" : millis(lock.waitP99Micros()),
                    lock.holdP99Micros().isPresent()
                            ? millis(lock.holdP99Micros().getAsDouble())
                            : "–"));
        }
        page.table(
                List.of(
                        Texts.of("locks.column.name"),
                        Texts.of("letter.taken"),
                        Texts.of("letter.waited"),
                        Texts.of("letter.wait"),
                        Texts.of("letter.hold")),
                4,
                locks);
        List<List<String>> loops = new ArrayList<>();
        for (LoopRow loop : contention.loops()) {
            loops.add(List.of(
                    loop.loop(),
                    millis(loop.lagP99Micros()),
                    millis(loop.lagMaxMicros()),
                    millis(loop.transitP50Micros()),
                    millis(loop.transitP99Micros())));
        }
        page.table(
                List.of(
                        Texts.of("loops.column.loop"),
                        Texts.of("letter.lag"),
                        Texts.of("letter.lag-max"),
                        Texts.of("letter.inside-p50"),
                        Texts.of("letter.inside-p99")),
                4,
                loops);
    }

    private static String millis(double micros) {
        return Texts.speech().decimal(micros / MICROS_PER_MILLI, 2);
    }

    private void about() {
        page.section(Texts.of("letter.about"));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(Texts.of("letter.version"), facts.version()));
        rows.add(List.of("Java", System.getProperty("java.version", "–") + ", " + System.getProperty("os.name", "–")));
        facts.now().endpoint().transport().ifPresent(transport -> rows.add(List.of("QUIC", transport.key())));
        if (!facts.configuration().isEmpty()) {
            rows.add(List.of(Texts.of("letter.configuration"), facts.configuration()));
        }
        if (facts.withAddresses()) {
            facts.now()
                    .endpoint()
                    .reachable()
                    .forEach(address -> rows.add(List.of(Texts.of("letter.address"), Addresses.of(address))));
            facts.now()
                    .endpoint()
                    .tlsFingerprint()
                    .ifPresent(print -> rows.add(List.of(Texts.of("overview.tls"), print)));
        } else {
            rows.add(List.of(Texts.of("letter.private"), Texts.of("letter.private-text")));
        }
        page.table(List.of("", ""), 0, rows);
    }
}
