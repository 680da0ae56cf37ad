package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wzp.relay.api.RelayConfig;
import org.wzp.relay.config.ConfigException;
import org.wzp.relay.config.ConfigLoader;
import org.wzp.relay.config.Overrides;
import org.wzp.relay.config.Settings;
import org.wzp.relay.engine.EmbeddedRelay;
import org.wzp.relay.wire.SocketAddressText;

/** Row S4: the zone of a link-local address was lost on its way to bind, which then said "error 22". */
class S4ZoneTest {
    @TempDir
    Path home;

    private RelayConfig listening(String text, String transport) throws ConfigException {
        return ConfigLoader.load(Overrides.NONE
                        .in(home.resolve("home"))
                        .with(Settings.LISTEN, text)
                        .with(Settings.TRANSPORT, transport))
                .relay();
    }

    private static Optional<Inet6Address> linkLocal() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet6Address && address.isLinkLocalAddress())
                .map(Inet6Address.class::cast)
                .findFirst();
    }

    @Test
    void aZoneIsTakenByNumberAndByName() throws Exception {
        NetworkInterface card = NetworkInterface.networkInterfaces().findFirst().orElseThrow();
        for (String zone : new String[] {card.getName(), String.valueOf(card.getIndex())}) {
            InetSocketAddress listen =
                    listening("[fe80::1%" + zone + "]:27001", "auto").listen();
            assertThat(((Inet6Address) listen.getAddress()).getScopeId()).isEqualTo(card.getIndex());
            assertThat(SocketAddressText.of(listen).text()).isEqualTo("[fe80::1%" + card.getIndex() + "]:27001");
        }
    }

    @Test
    void aZoneThatIsNotHereIsRefusedInWords() {
        for (String zone : new String[] {"nosuch0", "99999", "0", "", "-1", "1x"}) {
            assertThatExceptionOfType(ConfigException.class)
                    .as(zone)
                    .isThrownBy(() -> listening("[fe80::1%" + zone + "]:27001", "auto"))
                    .withMessageContaining("--listen is \"[fe80::1%" + zone
                            + "]:27001\", but must be on a network interface" + " of this machine after the %: ")
                    .withMessageContaining("lo");
        }
    }

    @Test
    void aLinkLocalAddressWithoutAZoneIsRefusedInWords() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> listening("[fe80::1]:27001", "auto"))
                .withMessageContaining("such as [fe80::1%eth0]:4433");
    }

    @ParameterizedTest
    @EnumSource(
            value = RelayConfig.Transport.class,
            names = {"DIRECT", "NETTY"})
    void bothTransportsListenThereAndTheAddressIsShownWithItsZone(RelayConfig.Transport transport) throws Exception {
        Optional<Inet6Address> here = linkLocal();
        assumeTrue(here.isPresent(), "no interface has a link-local address");
        String zone = String.valueOf(here.get().getScopeId());
        String text = "[" + here.get().getHostAddress().replaceFirst("%.*", "") + "%" + zone + "]:0";
        try (EmbeddedRelay relay = new EmbeddedRelay(listening(text, transport.name()))) {
            relay.start();
            InetSocketAddress bound = relay.snapshot().endpoint().listening().orElseThrow();
            assertThat(SocketAddressText.of(bound).text()).contains("%" + zone + "]:");
        }
    }
}
