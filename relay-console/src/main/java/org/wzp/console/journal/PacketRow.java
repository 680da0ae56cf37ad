package org.wzp.console.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wzp.console.text.Texts;
import org.wzp.relay.api.DropCause;
import org.wzp.relay.api.WatchedPacket;
import org.wzp.relay.text.Names;
import org.wzp.relay.wire.CodecId;

/** One watched packet as the table shows it. */
record PacketRow(WatchedPacket packet, String sender, String codec, String drops) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1_000_000;

    static PacketRow of(WatchedPacket packet) {
        String codec = CodecId.ofCode(packet.codec()).jsonName();
        return new PacketRow(
                packet,
                packet.sender().map(Names::withKey).orElseGet(() -> Texts.of("packets.remote")),
                packet.repair() ? Texts.of("packets.repair", codec) : codec,
                packet.drops().stream().map(DropCause::key).collect(Collectors.joining(", ")));
    }

    int number() {
        return packet.number();
    }

    /** NaN where there was no packet before. */
    double gapMillis() {
        return packet.gapNanos().isPresent() ? packet.gapNanos().getAsLong() / NANOS_PER_MILLI : Double.NaN;
    }

    double micros() {
        return packet.forwardNanos() / NANOS_PER_MICRO;
    }

    Stream<String> texts() {
        return Stream.of(sender, codec, drops, String.valueOf(packet.sequence()));
    }

    /** As one line of JSON, without the line's end. */
    String json() {
        ObjectNode line = JSON.createObjectNode()
                .put("number", packet.number())
                .put("at", packet.at().toString());
        packet.sender().ifPresent(who -> line.put("sender", who.fingerprint()).put("alias", Names.alias(who.alias())));
        line.put("sequence", packet.sequence())
                .put("codec", CodecId.ofCode(packet.codec()).jsonName())
                .put("repair", packet.repair())
                .put("fec_block", packet.fecBlock())
                .put("fec_symbol", packet.fecSymbol())
                .put("bytes", packet.bytes());
        packet.gapNanos().ifPresent(gap -> line.put("gap_ns", gap));
        line.put("copies", packet.copies()).put("relay_ns", packet.forwardNanos());
        var causes = line.putArray("drops");
        packet.drops().forEach(cause -> causes.add(cause.key()));
        return line.toString();
    }
}
