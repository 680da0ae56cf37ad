package org.wzp.relay.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wzp.relay.api.AccessEffect;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.Ban;
import org.wzp.relay.api.BanTarget;
import org.wzp.relay.api.Effect;
import org.wzp.relay.api.FileTrouble;
import org.wzp.relay.api.KnownBan;
import org.wzp.relay.api.ModerationEffect;
import org.wzp.relay.api.Objection;
import org.wzp.relay.api.Outcome;
import org.wzp.relay.api.Person;
import org.wzp.relay.api.RoomPolicy;
import org.wzp.relay.api.RoomRule;
import org.wzp.relay.api.RuleChange;

class OutcomeWordsTest {
    private static final Person ANNA = new Person("518e:b935:62fa:9e34:e59c:28b6:7fc2:d384", "Anna");
    private static final Person NAMELESS = new Person("77a0:1c2d:62fa:9e34:e59c:28b6:7fc2:d384", "");
    private static final RoomRule OPEN = new RoomRule("lobby", RoomPolicy.OPEN, List.of());
    private static final RoomRule LISTED = new RoomRule("lobby", RoomPolicy.ALLOW_LIST, List.of(ANNA.fingerprint()));

    private static Outcome done(Effect effect) {
        return new Outcome.Done(effect, Optional.empty());
    }

    private static Ban ban(long id, BanTarget target) {
        return new Ban(id, target, Optional.empty(), "", "test", Instant.EPOCH, Optional.empty(), 0);
    }

    @Test
    void whoHasNoNameIsCalledByTheStartOfTheKey() {
        assertThat(OutcomeWords.of(done(new ModerationEffect.Removed(List.of(ANNA, NAMELESS), "lobby", 0))))
                .isEqualTo("Removed Anna (518e:b935) and 77a0:1c2d from lobby. They can rejoin right away.");
    }

    @Test
    void howManyHadLeftIsSaid() {
        assertThat(OutcomeWords.of(done(new ModerationEffect.Removed(List.of(ANNA), "lobby", 2))))
                .endsWith("They can rejoin right away. 2 had left already.");
    }

    @Test
    void ofBansOfSeveralOneTargetIsNamedOnce() {
        KnownBan first = new KnownBan(ban(1, new BanTarget.Identity(ANNA.fingerprint())), "Anna");
        KnownBan second = new KnownBan(ban(2, new BanTarget.Identity(ANNA.fingerprint())), "Anna");
        assertThat(OutcomeWords.of(done(new ModerationEffect.Lifted(List.of(first, second), false))))
                .isEqualTo("Lifted 2 bans: Anna (518e:b935).");
    }

    @Test
    void beyondThreeOthersAreCounted() {
        KnownBan range = new KnownBan(ban(1, BanTarget.Prefix.of("10.0.0.0/8")), "");
        assertThat(OutcomeWords.of(done(new ModerationEffect.Banned(
                        range, Optional.of(Duration.ofMinutes(5)), List.of(ANNA, NAMELESS, ANNA, NAMELESS)))))
                .isEqualTo("Banned 10.0.0.0/8 from the relay for 5 minutes. 4 people were disconnected.");
    }

    @Test
    void whatIsTakenBackIsAsItWasAgain() {
        Outcome open = done(new AccessEffect.Restored(new RuleChange.RuleReplaced(LISTED, OPEN), 2));
        assertThat(OutcomeWords.of(open)).isEqualTo("lobby is open to everyone.");
        assertThat(OutcomeWords.ofUndo(open, Speech.ENGLISH)).isEqualTo("lobby is open to everyone again.");
        Outcome list = done(new AccessEffect.PolicySet(new RuleChange.PolicySet(OPEN, LISTED), 2));
        assertThat(OutcomeWords.of(list)).isEqualTo("Only people on the list can join lobby now. The 2 inside stay.");
        assertThat(OutcomeWords.ofUndo(list, Speech.ENGLISH))
                .isEqualTo("Only people on the list can join lobby again. The 2 inside stay.");
        Outcome back = done(new AccessEffect.Allowed(new RuleChange.Listed(ANNA.fingerprint(), LISTED), ANNA, false));
        assertThat(OutcomeWords.ofUndo(back, Speech.ENGLISH))
                .isEqualTo("Anna (518e:b935) is on lobby's allow-list again. They are not inside; they can join now.");
    }

    @Test
    void whatCouldNotBeWrittenIsNamedWithWhatHelps() {
        assertThat(OutcomeWords.of(
                        new Outcome.Refused(new Objection.NotWritten("the audit log", FileTrouble.DISK_FULL, ""))))
                .isEqualTo("Nothing was changed, because the audit log could not be written (the disk is full)."
                        + " Free some space, then try again.");
    }

    @Test
    void whatIsSoAlreadyIsSaid() {
        assertThat(OutcomeWords.of(new Outcome.NothingToDo(new AlreadySo.HaveLeft(List.of(), 2))))
                .isEqualTo("All of them have left already.");
        assertThat(OutcomeWords.of(new Outcome.NothingToDo(new AlreadySo.HaveLeft(List.of(ANNA), 1))))
                .isEqualTo("Anna (518e:b935) has left already.");
    }
}
