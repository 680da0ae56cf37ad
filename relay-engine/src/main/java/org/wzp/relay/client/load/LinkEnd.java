package org.wzp.relay.client.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.wzp.relay.transport.CloseReason;
import org.wzp.relay.transport.Connection;
import org.wzp.relay.transport.ConnectionHandler;
import org.wzp.relay.transport.QuicEndpoint;
import org.wzp.relay.wire.FederationDatagram;
import org.wzp.relay.wire.RoomName;
import org.wzp.relay.wire.RosterEntry;
import org.wzp.relay.wire.SignalCodec;
import org.wzp.relay.wire.SignalMessage;

/**
 * The other end of a link to the relay that is measured: what a stock relay behind it would say and hear, without the relay.
 * It says who it is, as stock relays do, tells of the people of one room, brings what one of them says and counts what
 * would go to them. So the relay that is measured has the same at the other end whoever made it, and nothing there costs it
 * time. It hears on its connection's loop, and sends from the one thread that paces.
 */
final class LinkEnd implements ConnectionHandler, LoadSender {
    private static final String SERVER_NAME = "_federation";
    private static final int HEX_DIGITS = 64;
    private static final int MOST_PACKET_BYTES = 2_048;

    private final long roomHash;
    private final LoadReceiver receiver;
    private final CompletableFuture<Connection> linked = new CompletableFuture<>();
    private final ByteBuf datagram = Unpooled.directBuffer(MOST_PACKET_BYTES);

    private LinkEnd(String room, LoadReceiver receiver) {
        this.roomHash = RoomName.federationHash(room);
        this.receiver = receiver;
    }

    /**
     * What such an end says that its certificate's SHA-256 is; the relay has to trust it.
     *
     * @param index from 0 to 254
     */
    static String fingerprint(int index) {
        String digits = HexFormat.of().toHexDigits((byte) (index + 1));
        return digits.repeat(HEX_DIGITS / digits.length());
    }

    /**
     * Links to a relay. Completes when the relay has told who is in its room, which has to have somebody in it;
     * exceptionally if it can't be reached or ends the link.
     *
     * @param index which end it is, see {@link #fingerprint}
     * @param room what it tells of
     */
    static CompletableFuture<LinkEnd> link(
            QuicEndpoint endpoint, InetSocketAddress relay, int index, Room room, LoadReceiver receiver) {
        LinkEnd end = new LinkEnd(room.name(), receiver);
        return endpoint.connect(relay, SERVER_NAME, end)
                .thenCompose(connection -> {
                    connection.maxSignalBytes(SignalCodec.MAX_BYTES);
                    connection.sendSignal(new SignalMessage.FederationHello(fingerprint(index)));
                    connection.sendSignal(new SignalMessage.GlobalRoomActive(room.name(), room.people(index)));
                    return end.linked;
                })
                .thenApply(linked -> end)
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        end.datagram.release();
                    }
                });
    }

    /**
     * The room that an end tells of.
     *
     * @param size people behind each link
     */
    record Room(String name, int size) {
        List<RosterEntry> people(int link) {
            List<RosterEntry> people = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                String alias = "link-" + link + "-" + i;
                people.add(new RosterEntry(alias, alias, null));
            }
            return people;
        }
    }

    @Override
    public void onSignal(Connection connection, SignalMessage message) {
        if (message instanceof SignalMessage.GlobalRoomActive) {
            linked.complete(connection);
        }
    }

    @Override
    public void onUnreadableSignal(Connection connection, String problem) {}

    @Override
    public void onDatagram(Connection connection, ByteBuf received) {
        int start = received.readerIndex();
        if (received.readableBytes() <= FederationDatagram.HASH_BYTES
                || FederationDatagram.roomHash(received) != roomHash) {
            receiver.onForeign();
            return;
        }
        received.readerIndex(start + FederationDatagram.HASH_BYTES);
        receiver.onMedia(received);
        received.readerIndex(start);
    }

    @Override
    public void onClosed(Connection connection, CloseInfo info) {
        receiver.onClosed(info);
        linked.completeExceptionally(new IOException("the relay ended the link: " + info.words()));
    }

    @Override
    public void send(ByteBuf packet) {
        datagram.clear();
        FederationDatagram.write(datagram, roomHash, packet);
        linked.join().sendDatagram(datagram);
    }

    @Override
    public void leave() {
        linked.join().close(CloseReason.NORMAL);
        datagram.release();
    }
}
