package org.wzp.relay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wzp.relay.api.AddressPrefix;

/** C4: a prefix has four octets and digits of ASCII; {@code 10/8} banned 0.0.0.0/8. */
class C4StrictPrefixesTest {
    @TempDir
    Path home;

    @Test
    void aShortPrefixInTheRulesStopsTheStartWithItsLine() throws Exception {
        RuleFiles files = new RuleFiles(home).with(RuleFiles.input("short-prefix.console.toml"));
        assertThatThrownBy(files::open)
                .hasMessageContaining("line 6")
                .hasMessageContaining("\"10/8\" is no address or prefix: write 192.168.1.20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10/8",
                "1.2.3.4/+24",
                "1.2.3.4/ 24",
                "1.2.3.4/024",
                "1.2.3.4/-1",
                "1.2.3.4/33",
                "1.2.3.4/",
                "1.2.3/24",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.2.3.999/24",
                "01.2.3.4",
                "0x1.2.3.4",
                "16909060",
                "1.2.3.4/٢٤",
                "١.2.3.4",
                "fe80::1%eth0",
                "fd00::/129",
                "fd00::/+64",
                "fd00:::1",
                "::ffff:1.2.3.256",
                "::1.2.3",
                "",
                "/8",
                " 1.2.3.4",
                "localhost",
            })
    void whatIsNoPrefixIsRefused(String text) {
        assertThatThrownBy(() -> AddressPrefix.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address or prefix");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "10.1.2.3/8, 10.0.0.0/8",
        "0.0.0.0/0, 0.0.0.0/0",
        "192.168.1.20, 192.168.1.20/32",
        "::ffff:10.1.2.3, 10.1.2.3/32",
        "FD00::/64, fd00::/64",
    })
    void whatIsOneHasOneForm(String text, String form) {
        assertThat(AddressPrefix.parse(text).text()).isEqualTo(form);
    }
}
