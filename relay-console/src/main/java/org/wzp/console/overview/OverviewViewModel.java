package org.wzp.console.overview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.action.Place;
import org.wzp.console.history.Charts;
import org.wzp.console.text.SettingTitles;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.Drop;
import org.wzp.relay.api.Loss;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.QuicTransport;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.Subject;
import org.wzp.relay.text.Addresses;
import org.wzp.relay.text.DropWords;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Names;
import org.wzp.relay.text.NoticeWords;

/** What the overview says. JavaFX thread only. */
public final class OverviewViewModel {
    private static final int MOST_BUTTON_CHARS = 20;

    /**
     * How clients reach the relay.
     *
     * @param addresses host and port, one for each interface; empty when the relay isn't running
     */
    record Join(List<String> addresses, String identity, String tls, String transport) {
        Join {
            addresses = List.copyOf(addresses);
        }
    }

    /** The numbers on the tiles, as text. */
    record Tiles(String people, String rooms, String in, String out, String bits, String dropped, String uptime) {}

    /** So often this happened. */
    record CauseLine(String count, String words) {
        CauseLine withoutCount() {
            return new CauseLine("", words);
        }
    }

    /**
     * Somebody who lost something.
     *
     * @param participant the number in the snapshot
     * @param name with the start of the fingerprint
     * @param words who, where and why
     * @param present whether the person is still there to be shown
     */
    record LossLine(String count, long participant, String room, String name, String words, boolean present) {
        LossLine withoutCount() {
            return new LossLine("", participant, room, name, words, present);
        }
    }

    /**
     * What was dropped by cause, who lost most, and what was refused.
     *
     * @param others how many more lost something, as far as is known
     */
    record Troubles(List<CauseLine> causes, List<LossLine> losers, int others, List<CauseLine> refusals) {
        static final Troubles NONE = new Troubles(List.of(), List.of(), 0, List.of());

        Troubles {
            causes = List.copyOf(causes);
            losers = List.copyOf(losers);
            refusals = List.copyOf(refusals);
        }

        /** The figures in the order of their lines. */
        List<String> counts() {
            return Stream.of(
                            causes.stream().map(CauseLine::count),
                            losers.stream().map(LossLine::count),
                            refusals.stream().map(CauseLine::count))
                    .flatMap(each -> each)
                    .toList();
        }

        /** Equal for two that differ in their figures only. */
        Troubles withoutCounts() {
            return new Troubles(
                    causes.stream().map(CauseLine::withoutCount).toList(),
                    losers.stream().map(LossLine::withoutCount).toList(),
                    others,
                    refusals.stream().map(CauseLine::withoutCount).toList());
        }
    }

    /** What the operator can do about a line right there. */
    enum Remedy {
        LOOK_THERE,
        START,
        TRY_AGAIN,
        OPEN_CONFIGURATION,
        WHO_WAS_TURNED_AWAY;

        /** What helps with what a line is about. */
        static List<Remedy> of(Subject subject) {
            return switch (subject) {
                case Subject.Configuration _ -> List.of(OPEN_CONFIGURATION);
                case Subject.Places _ -> List.of(WHO_WAS_TURNED_AWAY, OPEN_CONFIGURATION);
                case Subject.Relay _ -> List.of();
                case Subject.Setting _,
                        Subject.Rooms _,
                        Subject.Room _,
                        Subject.Person _,
                        Subject.AccessRules _,
                        Subject.Federation _,
                        Subject.OtherRelay _,
                        Subject.Threads _ -> List.of(LOOK_THERE);
            };
        }
    }

    /** @param remedies one button each */
    record Line(Attention attention, List<Remedy> remedies) {
        Line(Attention attention) {
            this(attention, Remedy.of(attention.subject()));
        }

        /** In the window's language, with where in the window a setting stands. */
        String text() {
            String sentence = NoticeWords.of(attention.notice(), Texts.speech());
            return attention.subject() instanceof Subject.Setting(String key)
                    ? sentence + " " + Texts.of("overview.set-there", SettingTitles.of(key))
                    : sentence;
        }

        /** Equal for two that differ in their sentence only. */
        Line withoutText() {
            return new Line(told(attention.severity(), "", attention.subject()), remedies);
        }
    }

    /** More than these would push the rest of the page away. */
    private static final int MOST_LOSERS = 5;

    private final Supplier<Optional<LogFile>> logFile;
    private final Supplier<Charts> drawn;
    private final ReadOnlyObjectWrapper<Charts> charts = new ReadOnlyObjectWrapper<>(Charts.NONE);
    private Optional<String> remark = Optional.empty();
    private final ReadOnlyStringWrapper log = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Join> join = new ReadOnlyObjectWrapper<>(new Join(List.of(), "", "", ""));
    private final ReadOnlyObjectWrapper<Tiles> tiles =
            new ReadOnlyObjectWrapper<>(new Tiles("0", "0", "0", "0", "0", "0", ""));
    private final ReadOnlyObjectWrapper<Troubles> troubles = new ReadOnlyObjectWrapper<>(Troubles.NONE);
    private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());

    /**
     * @param logFile the log's file, once it is known; asked at each snapshot
     * @param drawn the charts of the moment that is shown; asked at each snapshot
     */
    public OverviewViewModel(Supplier<Optional<LogFile>> logFile, Supplier<Charts> drawn) {
        this.logFile = logFile;
        this.drawn = drawn;
    }

    /** What is to be said among the lines from the next snapshot on. */
    public void remark(Optional<String> sentence) {
        remark = sentence;
    }

    public void show(RelaySnapshot snapshot) {
        Optional<LogFile> file = logFile.get();
        log.set(file.map(LogFile::path).map(Path::toString).orElse(""));
        var endpoint = snapshot.endpoint();
        List<String> addresses = endpoint.reachable().isEmpty()
                ? endpoint.listening().map(Addresses::of).map(List::of).orElse(List.of())
                : endpoint.reachable().stream().map(Addresses::of).toList();
        join.set(new Join(
                addresses,
                endpoint.identityFingerprint().orElse(""),
                endpoint.tlsFingerprint().orElse(""),
                endpoint.transport().map(QuicTransport::key).orElse("")));
        var traffic = snapshot.traffic();
        tiles.set(new Tiles(
                Texts.speech().whole(traffic.sessions()),
                Texts.speech().whole(snapshot.rooms().size()),
                Texts.speech().whole(traffic.inPerSecond()),
                Texts.speech().whole(traffic.outPerSecond()),
                Texts.speech()
                        .kilobits(snapshot.rooms().stream()
                                .mapToDouble(room -> room.bitsInPerSecond() + room.bitsOutPerSecond())
                                .sum()),
                Texts.speech()
                        .whole(traffic.dropped().stream().mapToLong(Drop::count).sum()),
                snapshot.state() == RelayState.RUNNING
                        ? Durations.brief(snapshot.uptime())
                        : Texts.of("overview.not-running")));
        charts.set(drawn.get());
        troubles.set(troublesOf(snapshot));
        lines.set(linesOf(snapshot, file.map(LogFile::missing).orElse(0L)));
    }

    ReadOnlyObjectProperty<Join> join() {
        return join.getReadOnlyProperty();
    }

    /** The log's file; empty while there is none. */
    ReadOnlyStringProperty log() {
        return log.getReadOnlyProperty();
    }

    /** What the figure of drops is made of, and what was refused. */
    ReadOnlyObjectProperty<Troubles> troubles() {
        return troubles.getReadOnlyProperty();
    }

    /** The 15 minutes before the moment that is shown. */
    ReadOnlyObjectProperty<Charts> charts() {
        return charts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Tiles> tiles() {
        return tiles.getReadOnlyProperty();
    }

    /**
     * What needs the operator, worst first; a failed start is there even if the engine's list lacks it, and so is that the
     * relay is stopped.
     */
    ReadOnlyObjectProperty<List<Line>> lines() {
        return lines.getReadOnlyProperty();
    }

    /** What a line's button shows: the person, the room or the other relay it is about, or the place if that name is too long for a button. */
    static String shownBy(Line line) {
        Subject subject = line.attention().subject();
        String name = nameOf(subject);
        return name.isEmpty() || name.length() > MOST_BUTTON_CHARS
                ? Place.of(subject).action().text()
                : name;
    }

    /** Empty for what is no person, no room and no other relay. */
    private static String nameOf(Subject subject) {
        return switch (subject) {
            case Subject.Person person -> person.name();
            case Subject.Room room -> Names.room(room.room());
            case Subject.OtherRelay relay -> relay.name();
            default -> "";
        };
    }

    private static Troubles troublesOf(RelaySnapshot snapshot) {
        var traffic = snapshot.traffic();
        return new Troubles(
                traffic.dropped().stream()
                        .map(drop -> new CauseLine(
                                Texts.speech().whole(drop.count()), DropWords.of(drop.cause(), Texts.speech())))
                        .toList(),
                traffic.lostMost().stream()
                        .limit(MOST_LOSERS)
                        .map(OverviewViewModel::lossLine)
                        .toList(),
                Math.max(0, traffic.lostMost().size() - MOST_LOSERS),
                CounterWords.troubles(snapshot.counters()).stream()
                        .map(counter -> new CauseLine(
                                Texts.speech().whole(counter.count()),
                                CounterWords.of(counter.key()).orElse(counter.key())))
                        .toList());
    }

    private static LossLine lossLine(Loss loss) {
        String name = Names.withKey(loss.alias(), loss.fingerprint());
        String room = Names.room(loss.room());
        String why = DropWords.of(loss.mostly(), Texts.speech());
        return new LossLine(
                Texts.speech().whole(loss.count()),
                loss.participant(),
                loss.room(),
                name,
                loss.present()
                        ? Texts.of("overview.lost", name, room, why)
                        : Texts.of("overview.lost-and-left", name, room, why),
                loss.present());
    }

    private List<Line> linesOf(RelaySnapshot snapshot, long missingInLog) {
        Optional<RelayFailure> failure = snapshot.state() == RelayState.FAILED ? snapshot.failure() : Optional.empty();
        List<Line> lines = new ArrayList<>();
        if (snapshot.state() == RelayState.STOPPED) {
            lines.add(new Line(
                    told(Attention.Severity.INFO, Texts.of("overview.stopped"), new Subject.Relay()),
                    List.of(Remedy.START)));
        }
        failure.ifPresent(why -> lines.add(failed(snapshot, why)));
        snapshot.attention().stream()
                .filter(attention ->
                        failure.filter(why -> isTold(attention, why)).isEmpty())
                .forEach(attention -> lines.add(new Line(attention)));
        if (missingInLog > 0) {
            lines.add(new Line(told(
                    Attention.Severity.WARNING, Texts.of("overview.log-missing", missingInLog), new Subject.Relay())));
        }
        remark.ifPresent(text -> lines.add(new Line(told(Attention.Severity.INFO, text, new Subject.Relay()))));
        return lines;
    }

    private static Attention told(Attention.Severity severity, String text, Subject subject) {
        return new Attention(severity, new Notice.Told(text), subject);
    }

    private static boolean isTold(Attention attention, RelayFailure why) {
        return attention.notice().equals(new Notice.Failed(why.cause()));
    }

    /** Why it did not start: with a way to what has to be mended. */
    private static Line failed(RelaySnapshot snapshot, RelayFailure failure) {
        Attention why = snapshot.attention().stream()
                .filter(attention -> isTold(attention, failure))
                .findFirst()
                .orElseGet(() ->
                        new Attention(Attention.Severity.ERROR, new Notice.Failed(failure.cause()), failure.subject()));
        return new Line(
                why,
                Stream.concat(Remedy.of(why.subject()).stream(), Stream.of(Remedy.TRY_AGAIN))
                        .toList());
    }
}
