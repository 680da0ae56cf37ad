package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Four loops on a kernel that can't tell their packets apart: each packet is passed on once at most. */
@EnabledOnOs(OS.LINUX)
class DirectEndpointUnsteeredLoopsTest extends ManyLoopsContractTest {
    DirectEndpointUnsteeredLoopsTest() {
        super(4, false);
    }

    /**
     * What comes from two addresses is read by two loops, so that a copy could be first, as with a copier that is nearer than the
     * client; it would be followed, and voice with it. So each comes behind the client's next packet here.
     */
    @Override
    @Test
    void copiesOfPacketsFromElsewhereDoNotMoveAConnection() throws Exception {
        try (CopyingWire wire = new CopyingWire(server.localAddress())) {
            Peer here = new Peer();
            here.connection =
                    client.connect(wire.address(), "general", here).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Peer there = theAccepted();
            // who hasn't logged in is closed after some two thousand packets, and a slow machine sends these that often
            there.connection.loggedIn();
            wire.beginToCopyLate();
            for (int i = 0; i < 200; i++) {
                String up = "up " + i;
                String down = "down " + i;
                await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> {
                    sendText(here.connection, up);
                    sendText(there.connection, down);
                    return there.datagrams.contains(up) && here.datagrams.contains(down);
                });
            }
            assertThat(wire.copies()).isGreaterThan(100);
            assertThat(here.closes).isEmpty();
        }
    }
}
