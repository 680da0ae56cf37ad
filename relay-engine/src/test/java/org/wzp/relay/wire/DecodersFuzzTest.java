package org.wzp.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Whatever comes from the network: a decoder takes it or refuses it, and what it took it can write and take again. */
class DecodersFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void signals(byte[] json) throws Exception {
        SignalMessage message;
        try {
            message = SignalCodec.decode(json);
        } catch (SignalFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        assertThat(SignalCodec.decode(SignalCodec.encode(message))).isEqualTo(message);
    }

    @FuzzTest(maxDuration = "30s")
    void media(byte[] datagram) {
        MediaPacket.decode(datagram).ifPresent(packet -> assertThat(MediaPacket.decode(packet.encode()))
                .contains(packet));
    }

    @FuzzTest(maxDuration = "30s")
    void trunkFrames(byte[] frame) {
        TrunkFrame.decode(frame)
                .ifPresent(read -> assertThat(TrunkFrame.decode(read.encode())).contains(read));
    }

    @FuzzTest(maxDuration = "30s")
    void miniFrames(FuzzedDataProvider data) {
        MiniFrames.Decoder decoder = new MiniFrames.Decoder();
        while (data.remainingBytes() > 0) {
            decoder.decode(data.consumeBytes(64));
        }
    }

    @FuzzTest(maxDuration = "30s")
    void federationDatagrams(byte[] bytes) {
        ByteBuf datagram = Unpooled.wrappedBuffer(bytes);
        if (FederationDatagram.isValid(datagram)) {
            long hash = FederationDatagram.roomHash(datagram);
            assertThat(FederationDatagram.duplicateKey(hash, FederationDatagram.media(datagram)))
                    .isEqualTo(FederationDatagram.duplicateKey(datagram));
        }
    }

    @FuzzTest(maxDuration = "30s")
    void hostsAndPorts(FuzzedDataProvider data) {
        HostPort.parse(data.consumeRemainingAsString())
                .ifPresent(read -> assertThat(HostPort.parse(read.text())).contains(read));
    }

    @FuzzTest(maxDuration = "30s")
    void socketAddresses(FuzzedDataProvider data) {
        SocketAddressText.parse(data.consumeRemainingAsString())
                .ifPresent(
                        read -> assertThat(SocketAddressText.parse(read.text())).contains(read));
    }

    @FuzzTest(maxDuration = "30s")
    void roomNames(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        RoomName.request(text).ifPresent(request -> assertThat(RoomName.ofServerName(request.serverName()))
                .contains(request.room()));
    }

    @FuzzTest(maxDuration = "30s")
    void firstWebSocketMessages(FuzzedDataProvider data) {
        WebSocketFrames.token(data.consumeRemainingAsString());
    }
}
