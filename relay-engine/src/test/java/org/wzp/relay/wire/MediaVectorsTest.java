package org.wzp.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.Vectors;

class MediaVectorsTest {

    static Stream<Arguments> packets() {
        return Vectors.cases("media_packets.json");
    }

    static Stream<Arguments> ratios() {
        return Vectors.cases("fec_ratio.json");
    }

    static Stream<Arguments> built() {
        return Vectors.cases("quality_reports.json", "from_path_stats");
    }

    static Stream<Arguments> decoded() {
        return Vectors.cases("quality_reports.json", "decode");
    }

    static Stream<Arguments> trunks() {
        return Vectors.cases("trunk_frames.json");
    }

    static Stream<Arguments> batches() {
        return Vectors.cases("trunk_batcher.json");
    }

    static Stream<Arguments> compacted() {
        return Vectors.cases("mini_frames.json", "encode");
    }

    static Stream<Arguments> expanded() {
        return Vectors.cases("mini_frames.json", "decode");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    void packetsAreReadInPlaceAndWrittenAgain(String title, JsonNode testCase) {
        byte[] wire = Vectors.hex(testCase, "wire_hex");
        // an offset, so that an accessor that forgets the reader index is found out
        ByteBuf datagram = Unpooled.buffer().writeZero(3).writeBytes(wire).skipBytes(3);
        assertThat(MediaHeader.isValid(datagram))
                .isEqualTo(testCase.required("valid").asBoolean());
        if (!testCase.required("valid").asBoolean()) {
            assertThat(MediaPacket.decode(wire)).isEmpty();
            return;
        }
        MediaPacket expected = packet(testCase);
        assertThat(MediaPacket.decode(datagram)).contains(expected);
        assertThat(MediaHeader.codecCode(datagram)).isEqualTo(expected.header().codecCode());
        assertThat(MediaHeader.isRepair(datagram)).isEqualTo(expected.header().repair());
        assertThat(MediaHeader.hasReport(datagram)).isEqualTo(expected.report() != null);
        assertThat(MediaHeader.sequence(datagram)).isEqualTo(expected.header().sequence());
        assertThat(MediaHeader.timestamp(datagram)).isEqualTo(expected.header().timestamp());
        assertThat(MediaHeader.payloadBytes(datagram))
                .isEqualTo(expected.payload().size());
        if (expected.report() != null) {
            assertThat(QualityReport.ofPacked(MediaHeader.packedReport(datagram)))
                    .isEqualTo(expected.report());
        }
        assertThat(CodecId.ofCode(expected.header().codecCode()).jsonName()).isEqualTo(Vectors.text(testCase, "codec"));
        String again = testCase.path("reencoded_hex").asText(Vectors.text(testCase, "wire_hex"));
        assertThat(HexFormat.of().formatHex(expected.encode())).isEqualTo(again);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ratios")
    void ratiosBecomeCodesAndBack(String title, JsonNode testCase) {
        int code = testCase.required("encoded").asInt();
        assertThat(FecRatio.encode((float) testCase.required("ratio").asDouble()))
                .isEqualTo(code);
        assertThat((double) FecRatio.decode(code))
                .isEqualTo(testCase.required("decoded").asDouble());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("built")
    void reportsAreBuiltAsStockSendersDo(String title, JsonNode testCase) {
        QualityReport report = QualityReport.ofMeasured(
                (float) testCase.required("loss_percent_in").asDouble(),
                testCase.required("rtt_ms_in").asLong(),
                testCase.required("jitter_ms_in").asLong());
        assertThat(report).isEqualTo(report(testCase.required("report")));
        assertThat(HexFormat.of().toHexDigits(report.packed())).isEqualTo(Vectors.text(testCase, "wire_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoded")
    void reportsMeanLossAndRoundTrip(String title, JsonNode testCase) {
        QualityReport report = QualityReport.ofPacked(HexFormat.fromHexDigits(Vectors.text(testCase, "wire_hex")));
        assertThat(report).isEqualTo(report(testCase.required("report")));
        assertThat((double) report.lossPercent())
                .isEqualTo(testCase.required("loss_percent").asDouble());
        assertThat(report.rttMillis()).isEqualTo(testCase.required("rtt_ms").asInt());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("trunks")
    void trunkFramesAreReadAndWritten(String title, JsonNode testCase) {
        Optional<TrunkFrame> frame = TrunkFrame.decode(Vectors.hex(testCase, "wire_hex"));
        assertThat(frame.isPresent()).isEqualTo(testCase.required("valid").asBoolean());
        if (frame.isPresent()) {
            assertThat(frame.get().entries())
                    .isEqualTo(testCase.required("entries")
                            .valueStream()
                            .map(MediaVectorsTest::entry)
                            .toList());
            assertThat(HexFormat.of().formatHex(frame.get().encode()))
                    .isEqualTo(testCase.path("reencoded_hex").asText(Vectors.text(testCase, "wire_hex")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void batchesAreEmittedByTheRule(String title, JsonNode testCase) {
        TrunkBatcher batcher = new TrunkBatcher(
                testCase.required("max_entries").asInt(),
                testCase.required("max_bytes").asInt());
        for (int i = 0; i < testCase.required("ops").size(); i++) {
            JsonNode operation = testCase.required("ops").get(i);
            Optional<TrunkFrame> emitted =
                    operation.has("push") ? batcher.push(entry(operation.required("push"))) : batcher.flush();
            JsonNode expected = testCase.required("emitted_hex").get(i);
            assertThat(emitted.map(frame -> HexFormat.of().formatHex(frame.encode())))
                    .as("operation %d", i)
                    .isEqualTo(Optional.ofNullable(expected.textValue()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("compacted")
    void packetsBecomeCompactFrames(String title, JsonNode testCase) {
        MiniFrames.Encoder encoder = new MiniFrames.Encoder();
        for (int i = 0; i < testCase.required("packets_hex").size(); i++) {
            byte[] packet = HexFormat.of()
                    .parseHex(testCase.required("packets_hex").get(i).asText());
            byte[] frame = encoder.encode(MediaPacket.decode(packet).orElseThrow());
            assertThat(HexFormat.of().formatHex(frame))
                    .as("packet %d", i)
                    .isEqualTo(testCase.required("compact_hex").get(i).asText());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expanded")
    void compactFramesBecomePackets(String title, JsonNode testCase) {
        MiniFrames.Decoder decoder = new MiniFrames.Decoder();
        for (int i = 0; i < testCase.required("frames_hex").size(); i++) {
            byte[] frame = HexFormat.of()
                    .parseHex(testCase.required("frames_hex").get(i).asText());
            JsonNode expected = testCase.required("decoded").get(i);
            assertThat(decoder.decode(frame))
                    .as("frame %d", i)
                    .isEqualTo(expected.isNull() ? Optional.empty() : Optional.of(packet(expected)));
        }
    }

    static MediaPacket packet(JsonNode node) {
        JsonNode h = node.required("header");
        MediaHeader header = new MediaHeader(
                h.required("version").asInt(),
                h.required("is_repair").asBoolean(),
                h.required("codec_id").asInt(),
                h.required("has_quality_report").asBoolean(),
                h.required("fec_ratio_encoded").asInt(),
                h.required("seq").asInt(),
                h.required("timestamp").asLong(),
                h.required("fec_block").asInt(),
                h.required("fec_symbol").asInt(),
                h.required("reserved").asInt(),
                h.required("csrc_count").asInt());
        JsonNode report = node.path("quality_report");
        return new MediaPacket(
                header, Bytes.of(Vectors.hex(node, "payload_hex")), report.isObject() ? report(report) : null);
    }

    private static QualityReport report(JsonNode node) {
        return new QualityReport(
                node.required("loss_pct").asInt(),
                node.required("rtt_4ms").asInt(),
                node.required("jitter_ms").asInt(),
                node.required("bitrate_cap_kbps").asInt());
    }

    private static TrunkFrame.Entry entry(JsonNode node) {
        int sessionId = HexFormat.fromHexDigits(Vectors.text(node, "session_id_hex"));
        return new TrunkFrame.Entry(sessionId, Bytes.of(Vectors.hex(node, "payload_hex")));
    }
}
