package org.wzp.relay.transport;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** What comes from two addresses is read by two loops, so that a copy may be first, and is followed for a moment. */
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
            wire.beginToCopy();
            for (int i = 0; i < 200; i++) {
                sayUntilHeard(here, there, "up " + i);
                sayUntilHeard(there, here, "down " + i);
            }
            assertThat(wire.copies()).isGreaterThan(100);
            assertThat(there.connection.remoteAddress()).isEqualTo(wire.relaySide());
            assertThat(here.closes).isEmpty();
        }
    }
}
