package org.wzp.console.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wzp.console.Snapshots;
import org.wzp.console.relay.CommandRunner;
import org.wzp.relay.api.AlreadySo;
import org.wzp.relay.api.FederationCommand.DialRelay;
import org.wzp.relay.api.FederationStatus;
import org.wzp.relay.api.FederationStatus.KnockStatus;
import org.wzp.relay.api.FederationStatus.PeerStatus;
import org.wzp.relay.api.NearbyStatus;
import org.wzp.relay.api.NearbyStatus.Ignored;
import org.wzp.relay.api.NearbyStatus.NearbyRelay;
import org.wzp.relay.api.NearbyStatus.State;
import org.wzp.relay.api.OperatorCommand;
import org.wzp.relay.api.Outcome;

class NearbyViewModelTest {
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("192.168.1.30", 4433);

    private final List<OperatorCommand> commands = new ArrayList<>();
    private final NearbyViewModel model = new NearbyViewModel(new CommandRunner(
            (actor, command) -> {
                commands.add(command);
                return new Outcome.NothingToDo(new AlreadySo.Federated());
            },
            Runnable::run,
            Runnable::run));

    private static NearbyRelay relay(int number, String name) {
        return new NearbyRelay(Snapshots.fingerprint(number), name, ADDRESS, 1, Snapshots.NOON);
    }

    private static NearbyStatus hearing(NearbyRelay... relays) {
        return new NearbyStatus(State.HEARING, 1, List.of(relays), Ignored.NOTHING, "");
    }

    private static FederationStatus federation(List<PeerStatus> peers, KnockStatus... knocks) {
        return new FederationStatus(peers, List.of(), List.of(knocks));
    }

    @Test
    void whoIsChosenIsDialledUnlessItIsAlready() {
        model.show(
                hearing(relay(1, "Attic"), relay(2, "Branch")),
                federation(List.of(Snapshots.peer(2, "Branch", FederationStatus.State.UP, 0))));
        assertThat(model.canFederate().get()).isFalse();
        model.relays().selection().choose(Snapshots.fingerprint(2));
        assertThat(model.canFederate().get()).isFalse();
        model.relays().selection().choose(List.of(Snapshots.fingerprint(1), Snapshots.fingerprint(2)));
        assertThat(model.canFederate().get()).isTrue();
        model.federate();
        assertThat(commands).containsExactly(new DialRelay("192.168.1.30:4433", Snapshots.fingerprint(1), "Attic"));
    }

    @Test
    void itIsSaidHowThisRelayStandsWithEach() {
        model.show(
                hearing(),
                federation(
                        List.of(
                                Snapshots.peer(1, "Attic", FederationStatus.State.UP, 0),
                                Snapshots.peer(2, "Branch", FederationStatus.State.WAITING, 0)),
                        new KnockStatus(Snapshots.fingerprint(3), true, ADDRESS, 1, Snapshots.NOON)));
        assertThat(model.standing(relay(1, "Attic"))).isEqualTo("linked");
        assertThat(model.standing(relay(2, "Branch"))).isEqualTo("asked for a link");
        assertThat(model.standing(relay(3, "Cellar"))).isEqualTo("knocks");
        assertThat(model.standing(relay(4, "Depot"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OFF        | federation_nearby is off
                    NO_NETWORK | on no private network
                    FAILED     | can't be announced on the network of 192.168.1.20: No route.
                    FLOODED    | stays away from the network for a minute
                    HEARING    | on the network of this machine.
                    """)
    void anEmptyListSaysWhy(State state, String why) {
        model.show(
                new NearbyStatus(state, 1, List.of(), Ignored.NOTHING, "192.168.1.20: No route"),
                FederationStatus.NONE);
        assertThat(model.whyEmpty().get()).contains(why);
        assertThat(model.ignored().get()).isEmpty();
    }

    @Test
    void whatIsNotShownIsCounted() {
        model.show(
                new NearbyStatus(State.HEARING, 2, List.of(), new Ignored(3, 9_936, 40, 2), ""), FederationStatus.NONE);
        assertThat(model.whyEmpty().get()).contains("on the 2 networks of this machine.");
        assertThat(model.ignored().get())
                .isEqualTo(
                        "Announcements not shown: 3 unreadable, 9,936 beyond the first 64, 40 packets left unread; 2 times so many that this"
                                + " relay stayed away.");
    }

    @Test
    void onlyWhoIsChosenStaysSo() {
        model.show(hearing(relay(1, "Attic")), FederationStatus.NONE);
        model.relays().selection().choose(Snapshots.fingerprint(1));
        assertThat(model.canFederate().get()).isTrue();
        model.show(hearing(), FederationStatus.NONE);
        assertThat(model.canFederate().get()).isFalse();
        assertThat(model.relays().selection().only()).isEqualTo(Optional.empty());
    }
}
