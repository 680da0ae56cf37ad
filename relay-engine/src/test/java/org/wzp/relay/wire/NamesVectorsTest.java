package org.wzp.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wzp.relay.Vectors;

/** Room names, federation datagrams, socket addresses and the WebSocket bridge. */
class NamesVectorsTest {

    static Stream<Arguments> hashedNames() {
        return Vectors.cases("room_names.json", "hash_room_name");
    }

    static Stream<Arguments> serverNames() {
        return Vectors.cases("room_names.json", "sni");
    }

    static Stream<Arguments> roomHashes() {
        return Vectors.cases("federation.json", "room_hash");
    }

    static Stream<Arguments> datagrams() {
        return Vectors.cases("federation.json", "datagram");
    }

    static Stream<Arguments> resolutions() {
        return Vectors.cases("federation.json", "resolve");
    }

    static Stream<Arguments> addresses() {
        return Vectors.cases("socket_addresses.json");
    }

    static Stream<Arguments> fromBrowser() {
        return Vectors.cases("ws_bridge.json", "ws_to_quic");
    }

    static Stream<Arguments> toBrowser() {
        return Vectors.cases("ws_bridge.json", "quic_to_ws");
    }

    static Stream<Arguments> firstMessages() {
        return Vectors.cases("ws_bridge.json", "first_message");
    }

    static Stream<Arguments> replies() {
        return Vectors.cases("ws_bridge.json", "reply");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hashedNames")
    void roomNamesAreHashedForTheBrowserBridge(String title, JsonNode testCase) {
        assertThat(RoomName.hashed(Vectors.text(testCase, "room"))).isEqualTo(Vectors.text(testCase, "hash"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("serverNames")
    void aRoomTravelsAsServerName(String title, JsonNode testCase) {
        Optional<RoomName.Request> request = RoomName.request(Vectors.text(testCase, "room"));
        assertThat(request.isPresent())
                .isEqualTo(testCase.required("client_can_connect").asBoolean());
        assertThat(request.flatMap(RoomName.Request::serverName)).isEqualTo(optional(testCase, "sni_on_wire"));
        assertThat(request.map(RoomName.Request::room)).isEqualTo(optional(testCase, "relay_room"));
        request.ifPresent(sent ->
                assertThat(RoomName.ofServerName(sent.serverName())).isEqualTo(optional(testCase, "relay_room")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("roomHashes")
    void federationTagsRoomsWithAHash(String title, JsonNode testCase) {
        assertThat(HexFormat.of().toHexDigits(RoomName.federationHash(Vectors.text(testCase, "room"))))
                .isEqualTo(Vectors.text(testCase, "hash_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("datagrams")
    void federationDatagramsCarryTagAndPacket(String title, JsonNode testCase) {
        ByteBuf media = Unpooled.wrappedBuffer(Vectors.hex(testCase, "media_hex"));
        long hash = RoomName.federationHash(Vectors.text(testCase, "room"));
        ByteBuf out = Unpooled.buffer().writeByte(0).skipBytes(1);

        FederationDatagram.write(out, hash, media);

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(Vectors.text(testCase, "datagram_hex"));
        assertThat(FederationDatagram.isValid(out)).isTrue();
        assertThat(FederationDatagram.roomHash(out)).isEqualTo(hash);
        assertThat(FederationDatagram.media(out)).isEqualTo(media);
        assertThat(HexFormat.of().toHexDigits(FederationDatagram.duplicateKey(out)))
                .isEqualTo(Vectors.text(testCase, "dedup_key_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resolutions")
    void localRoomsResolveToGlobalOnes(String title, JsonNode testCase) {
        List<String> global = testCase.required("configured_global_rooms")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        String local = Vectors.text(testCase, "local_room");
        Optional<String> canonical = RoomName.canonical(local, global);
        assertThat(canonical.isPresent())
                .isEqualTo(testCase.required("is_global").asBoolean());
        assertThat(canonical).isEqualTo(optional(testCase, "canonical"));
        assertThat(HexFormat.of().toHexDigits(RoomName.federationHash(canonical.orElse(local))))
                .isEqualTo(Vectors.text(testCase, "datagram_hash_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("addresses")
    void socketAddressesAreNumericAndWrittenInOneForm(String title, JsonNode testCase) {
        Optional<SocketAddressText> address = SocketAddressText.parse(Vectors.text(testCase, "text"));
        assertThat(address.isPresent()).isEqualTo(testCase.required("valid").asBoolean());
        assertThat(address.map(SocketAddressText::text)).isEqualTo(optional(testCase, "formatted"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fromBrowser")
    void aBrowsersAudioGetsAZeroHeader(String title, JsonNode testCase) {
        ByteBuf out = Unpooled.buffer();
        WebSocketFrames.writeMedia(out, Unpooled.wrappedBuffer(Vectors.hex(testCase, "ws_binary_hex")));
        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(Vectors.text(testCase, "quic_datagram_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toBrowser")
    void aBrowserGetsThePayload(String title, JsonNode testCase) {
        ByteBuf datagram = Unpooled.wrappedBuffer(Vectors.hex(testCase, "quic_datagram_hex"));
        assertThat(ByteBufUtil.hexDump(WebSocketFrames.payload(datagram)))
                .isEqualTo(Vectors.text(testCase, "ws_binary_hex"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("firstMessages")
    void theFirstMessageOfABrowserHoldsItsToken(String title, JsonNode testCase) {
        String outcome = WebSocketFrames.token(Vectors.text(testCase, "message"))
                .map(token -> "validate token '" + token + "'")
                .orElse("close without a message");
        assertThat(outcome).isEqualTo(Vectors.text(testCase, "outcome"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void theRelayRepliesWithJson(String title, JsonNode testCase) throws Exception {
        String text = Vectors.text(testCase, "text");
        JsonNode json = new ObjectMapper().readTree(text);
        String reply = json.has("error")
                ? WebSocketFrames.authError(json.required("error").asText())
                : WebSocketFrames.AUTH_OK;
        assertThat(reply).isEqualTo(text);
    }

    private static Optional<String> optional(JsonNode testCase, String member) {
        return Optional.ofNullable(testCase.required(member).textValue());
    }
}
