package org.wzp.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RoundTripPropertiesTest {

    @Property(tries = 500)
    void anyTextSurvivesASignal(@ForAll("wellFormedTexts") String room, @ForAll("wellFormedTexts") String alias)
            throws Exception {
        SignalMessage message = new SignalMessage.GlobalRoomActive(room, List.of(new RosterEntry(alias, alias, null)));
        assertThat(SignalCodec.decode(SignalCodec.encode(message))).isEqualTo(message);
    }

    @Property(tries = 500)
    void anyTimestampIsEchoed(@ForAll long timestamp) throws Exception {
        SignalMessage message = new SignalMessage.Ping(timestamp);
        assertThat(SignalCodec.decode(SignalCodec.encode(message))).isEqualTo(message);
    }

    @Property(tries = 500)
    void anyFiniteRatioSurvivesAProfile(@ForAll float ratio) throws Exception {
        SignalMessage message =
                new SignalMessage.QualityDirective(new QualityProfile(CodecId.OPUS_6K, ratio, 20, 5), null);
        assertThat(SignalCodec.decode(SignalCodec.encode(message))).isEqualTo(message);
    }

    @Property(tries = 500)
    void anyPacketIsReadAsItWasWritten(@ForAll("packets") MediaPacket packet) {
        assertThat(MediaPacket.decode(packet.encode())).contains(packet);
    }

    @Property(tries = 300)
    void anyTrunkFrameIsReadAsItWasWritten(
            @ForAll @Size(max = 12) List<@IntRange(max = 0xFFFF) Integer> sessions, @ForAll byte[] payload) {
        TrunkFrame frame = new TrunkFrame(sessions.stream()
                .map(id -> new TrunkFrame.Entry(id, Bytes.of(payload)))
                .toList());
        assertThat(TrunkFrame.decode(frame.encode())).contains(frame);
    }

    @Property(tries = 500)
    void anySocketAddressIsReadAsItWasWritten(
            @ForAll boolean v6, @ForAll @Size(16) byte[] address, @ForAll @IntRange(max = 0xFFFF) int port) {
        SocketAddressText text = new SocketAddressText(Bytes.of(address).first(v6 ? 16 : 4), 0, port);
        assertThat(SocketAddressText.parse(text.text())).contains(text);
    }

    @Property(tries = 300)
    void anyPackedReportIsKept(@ForAll int packed) {
        assertThat(QualityReport.ofPacked(packed).packed()).isEqualTo(packed);
    }

    @Property(tries = 300)
    void aFederatedPacketHasTheSameKeyWithAndWithoutItsTag(@ForAll("packets") MediaPacket packet, @ForAll long hash) {
        var media = Unpooled.wrappedBuffer(packet.encode());
        var datagram = Unpooled.buffer();
        FederationDatagram.write(datagram, hash, media);
        assertThat(FederationDatagram.duplicateKey(datagram)).isEqualTo(FederationDatagram.duplicateKey(hash, media));
    }

    @Provide
    Arbitrary<String> wellFormedTexts() {
        return Arbitraries.strings()
                .ofMaxLength(40)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<MediaPacket> packets() {
        Arbitrary<Integer> octet = Arbitraries.integers().between(0, 255);
        Arbitrary<MediaHeader> headers = Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, CodecId.HIGHEST_CODE),
                        Arbitraries.integers().between(0, FecRatio.MAX_CODE),
                        Arbitraries.integers().between(0, 0xFFFF),
                        Arbitraries.longs().between(0, 0xFFFF_FFFFL),
                        octet,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((version, codec, fec, sequence, time, any, repair, report) -> new MediaHeader(
                        version, repair, codec, report, fec, sequence, time, any, 255 - any, any, 255 - any));
        return Combinators.combine(
                        headers, Arbitraries.bytes().array(byte[].class).ofMaxSize(60), Arbitraries.integers())
                .as((header, payload, packed) -> new MediaPacket(
                        header, Bytes.of(payload), header.hasQualityReport() ? QualityReport.ofPacked(packed) : null));
    }
}
