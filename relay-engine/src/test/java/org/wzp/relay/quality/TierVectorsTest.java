package org.wzp.relay.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.Vectors;
import org.wzp.relay.api.Tier;
import org.wzp.relay.wire.QualityReport;

/** Classification and hysteresis against {@code quality_reports.json} and {@code quality_tiers.json}. */
class TierVectorsTest {
    private static final long SECOND = 1_000_000_000L;

    static Stream<Arguments> decoded() {
        return Vectors.cases("quality_reports.json", "decode");
    }

    static Stream<Arguments> participants() {
        return Vectors.cases("quality_tiers.json", "participant");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoded")
    void aReportHasTheTierOfItsThresholds(String title, JsonNode testCase) {
        assertThat(Tier.of(report(Vectors.text(testCase, "wire_hex"))).label())
                .as(title)
                .isEqualTo(Vectors.text(testCase, "tier"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("participants")
    void theTierAfterEachReportIsTheVectors(String title, JsonNode testCase) {
        TierController controller = new TierController();
        List<String> tiers = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        testCase.required("tier_after").forEach(tier -> expected.add(tier.asText()));
        long now = SECOND;
        for (JsonNode hex : testCase.required("reports_hex")) {
            // closer than the probing rule could notice, as the file's description says
            now += SECOND / 1000;
            tiers.add(controller.report(report(hex.asText()), now).label());
        }
        assertThat(tiers).as(title).isNotEmpty().isEqualTo(expected);
    }

    private static QualityReport report(String hex) {
        return QualityReport.ofPacked(
                ByteBuffer.wrap(HexFormat.of().parseHex(hex)).getInt());
    }
}
