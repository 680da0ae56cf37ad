package org.wzp.relay.transport;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Four loops on a kernel that can't tell their packets apart: each packet is passed on once at most. */
@EnabledOnOs(OS.LINUX)
class DirectEndpointUnsteeredLoopsTest extends ManyLoopsContractTest {
    DirectEndpointUnsteeredLoopsTest() {
        super(4, false);
    }
}
