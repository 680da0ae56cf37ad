package org.wzp.relay.transport;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Four loops. */
@EnabledOnOs(OS.LINUX)
class DirectEndpointFourLoopsTest extends ManyLoopsContractTest {
    DirectEndpointFourLoopsTest() {
        super(4, true);
    }
}
