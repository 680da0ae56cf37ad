package org.wzp.console.access;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.wzp.console.relay.CommandRunner;
import org.wzp.console.relay.EntryAsker;
import org.wzp.console.relay.KnownNames;
import org.wzp.console.relay.RuleScopes;
import org.wzp.console.table.LiveRows;
import org.wzp.console.text.Policies;
import org.wzp.console.text.Sentences;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.AccessCommand.DropRoomRule;
import org.wzp.relay.api.AccessCommand.NamePerson;
import org.wzp.relay.api.AccessCommand.RemoveFromRoom;
import org.wzp.relay.api.AccessCommand.SetRoomPolicy;
import org.wzp.relay.api.AccessStatus;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.KnownPerson;
import org.wzp.relay.api.ModerationCommand.LiftBan;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.ParticipantStatus;
import org.wzp.relay.api.PeopleGroup;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.RelayState;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.text.Durations;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.RoomPattern;

/** The rules in force and the bans. JavaFX thread only. */
public final class AccessViewModel {
    private final CommandRunner commands;
    private final EntryAsker asker;
    private final LiveRows<String, RoomRule> rules = new LiveRows<>(RoomRule::room, this::texts);
    private final LiveRows<Long, Ban> bans = new LiveRows<>(Ban::id, this::texts);
    private final LiveRows<String, PersonRow> people = new LiveRows<>(PersonRow::fingerprint, this::texts);
    private final ReadOnlyStringWrapper remark = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper rest = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<RelaySnapshot> latest =
            new ReadOnlyObjectWrapper<>(RelaySnapshot.stopped(Instant.EPOCH));
    private final KnownNames names = new KnownNames();
    private final Executor background;
    private final Executor windowThread;
    private final ZoneId zone;

    /**
     * @param background where files are waited for
     * @param windowThread where properties change
     * @param zone in which moments are told
     */
    public AccessViewModel(
            CommandRunner commands, EntryAsker asker, Executor background, Executor windowThread, ZoneId zone) {
        this.background = background;
        this.windowThread = windowThread;
        this.commands = commands;
        this.asker = asker;
        this.zone = zone;
    }

    public void show(RelaySnapshot snapshot) {
        latest.set(snapshot);
        names.see(snapshot);
        remark.set(snapshot.state() == RelayState.RUNNING ? "" : Texts.of("access.not-running"));
        rules.show(snapshot.access().rules());
        rest.set(rest(snapshot.access().rules()));
        bans.show(snapshot.access().bans());
        people.show(people(snapshot.access()));
    }

    /** Who may join the rooms that no rule is for; empty while the table of rules says it, having none. */
    ReadOnlyStringProperty rest() {
        return rest.getReadOnlyProperty();
    }

    private static String rest(List<RoomRule> rules) {
        if (rules.isEmpty()) {
            return "";
        }
        return rules.stream()
                .filter(rule -> rule.room().equals(RoomPattern.ALL))
                .findFirst()
                .map(all -> Texts.of("rules.rest.by-rule", Policies.text(all.policy())))
                .orElseGet(() -> Texts.of("rules.rest"));
    }

    LiveRows<String, RoomRule> rules() {
        return rules;
    }

    /** Whom the operator named, and who is on the list of a room. */
    LiveRows<String, PersonRow> people() {
        return people;
    }

    private List<PersonRow> people(AccessStatus access) {
        Map<String, KnownPerson> known = new LinkedHashMap<>();
        access.people().forEach(person -> known.put(person.fingerprint(), person));
        Map<String, List<String>> groups = new HashMap<>();
        access.people().forEach(person -> person.groups()
                .forEach(group -> groups.computeIfAbsent(PeopleGroup.entry(group), first -> new ArrayList<>())
                        .add(person.fingerprint())));
        Map<String, Set<String>> lists = new HashMap<>();
        for (RoomRule rule : access.rules()) {
            for (String one : rule.allowed()) {
                for (String member : PeopleGroup.isMeant(one) ? groups.getOrDefault(one, List.of()) : List.of(one)) {
                    known.computeIfAbsent(member, fingerprint -> new KnownPerson(fingerprint, "", ""));
                    lists.computeIfAbsent(member, first -> new LinkedHashSet<>())
                            .add(RuleScopes.text(rule.room()));
                }
            }
        }
        return known.values().stream()
                .map(person -> new PersonRow(
                        person,
                        names.alias(person.fingerprint()),
                        names.lastSeen(person.fingerprint()),
                        String.join(", ", lists.getOrDefault(person.fingerprint(), Set.of())),
                        ListedBans.where(person.fingerprint(), access)))
                .toList();
    }

    private Stream<String> texts(PersonRow row) {
        return Stream.concat(
                Stream.of(row.person().name(), row.alias(), row.person().note(), row.rooms(), row.fingerprint()),
                row.person().groups().stream());
    }

    String lastSeen(PersonRow row) {
        return row.seen().map(at -> Texts.speech().moment(at, zone)).orElse("–");
    }

    void name(NamePerson name) {
        commands.carryOut(name);
    }

    LiveRows<Long, Ban> bans() {
        return bans;
    }

    /** Who may enter the room of a rule from now on. */
    void setPolicy(RoomRule rule, RoomPolicy policy) {
        commands.carryOut(new SetRoomPolicy(rule.room(), policy));
    }

    /** Takes one identity off the list of a rule; they are disconnected if they are inside and only the list may join. */
    void remove(RoomRule rule, String fingerprint) {
        commands.carryOut(new RemoveFromRoom(rule.room(), fingerprint));
    }

    /** What the operator has to know before changing rules now; empty when there is nothing. */
    ReadOnlyStringProperty remark() {
        return remark.getReadOnlyProperty();
    }

    /** Lifts the chosen bans. */
    void lift() {
        commands.carryOut(
                new LiftBan(bans.selection().rows().get().stream().map(Ban::id).toList()));
    }

    /** A ban that the operator is about to add. */
    BanDraft newBan() {
        return new BanDraft(latest.getReadOnlyProperty(), names, zone);
    }

    /** A rule that the operator is about to add. */
    RuleDraft newRule() {
        return new RuleDraft(Optional.empty(), latest.getReadOnlyProperty(), names);
    }

    /** The chosen rule, to be edited; empty unless exactly one is chosen. */
    Optional<RuleDraft> editedRule() {
        return rules.selection()
                .only()
                .map(rule -> new RuleDraft(Optional.of(rule), latest.getReadOnlyProperty(), names));
    }

    void set(RuleDraft draft) {
        commands.carryOut(draft.command());
    }

    /** The rooms of the chosen rules have none of their own from now on. */
    void removeRules() {
        commands.carryOut(rules.selection().rows().get().stream()
                .<OperatorCommand>map(rule -> new DropRoomRule(rule.room()))
                .toList());
    }

    /** The chosen ban, to be edited or extended; empty unless exactly one is chosen. */
    Optional<BanDraft> editedBan() {
        return bans.selection().only().map(ban -> new BanDraft(ban, latest.getReadOnlyProperty(), names, zone));
    }

    /** Whether somebody could join a room; begins with the chosen ban's identity and the chosen rule's room. */
    EntryDraft newEntryQuestion() {
        String who = bans.selection()
                .only()
                .map(ban -> ban.target() instanceof BanTarget.Identity identity ? identity.fingerprint() : "")
                .orElse("");
        String room = rules.selection()
                .only()
                .filter(rule -> !rule.isPattern())
                .map(RoomRule::room)
                .orElse("");
        return new EntryDraft(who, room, latest.getReadOnlyProperty(), names, asker, zone);
    }

    /** A file for rules, bans and people, to be read or to be saved. */
    RulesFileDraft rulesFile(boolean reading) {
        return new RulesFileDraft(
                reading,
                Path.of(System.getProperty("user.home", ".")).resolve(RulesFileDraft.FILE),
                latest.getReadOnlyProperty(),
                commands,
                background,
                windowThread);
    }

    private Stream<String> texts(RoomRule rule) {
        return Stream.concat(
                Stream.of(Names.room(rule.room()), Policies.text(rule.policy())),
                rule.allowed().stream().flatMap(one -> Stream.of(one, names.of(one))));
    }

    private Stream<String> texts(Ban ban) {
        return Stream.of(ban.target().text(), who(ban), where(ban), ban.reason(), ban.issuer());
    }

    static String where(Ban ban) {
        return ban.room().map(Names::room).orElseGet(() -> Texts.of("bans.whole-relay"));
    }

    void add(BanDraft draft) {
        commands.carryOut(draft.command());
    }

    /** Whom a ban keeps out: by name where somebody of that identity was seen, else by the start of the key. */
    String who(Ban ban) {
        return ban.target() instanceof BanTarget.Identity identity
                ? names.of(identity.fingerprint())
                : ban.target().shown();
    }

    String since(Ban ban) {
        return Texts.speech().moment(ban.issued(), zone);
    }

    String until(Ban ban) {
        return until(ban, zone);
    }

    static String until(Ban ban, ZoneId zone) {
        return ban.until().map(end -> Texts.speech().moment(end, zone)).orElseGet(() -> Texts.of("bans.for-good"));
    }

    /** How long a ban still lasts; a dash for one without an end. */
    String remaining(Ban ban) {
        return ban.until()
                .map(end -> Durations.brief(Duration.between(latest.get().at(), end)))
                .orElse("–");
    }

    String allowedText(RoomRule rule) {
        return ListedBans.list(rule, latest.get().access(), names);
    }

    /** What taking somebody off the list of a rule means now: also that they are disconnected, if they are. */
    String removalText(RoomRule rule, String fingerprint) {
        boolean disconnects = rule.policy() == RoomPolicy.ALLOW_LIST
                && latest.get().rooms().stream()
                        .filter(room -> latest.get()
                                .access()
                                .deciding(room.name())
                                .filter(rule::equals)
                                .isPresent())
                        .flatMap(room -> room.participants().stream())
                        .map(ParticipantStatus::fingerprint)
                        .anyMatch(inside -> inside.equals(fingerprint)
                                || latest.get().access().person(inside).groups().stream()
                                        .map(PeopleGroup::entry)
                                        .anyMatch(fingerprint::equals));
        String who = names.of(fingerprint);
        return Sentences.leftToRight(disconnects ? Texts.of("rules.remove-disconnects", who) : who);
    }
}
