package org.wzp.relay.transport;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two loops. */
@EnabledOnOs(OS.LINUX)
class DirectEndpointTwoLoopsTest extends ManyLoopsContractTest {
    DirectEndpointTwoLoopsTest() {
        super(2, true);
    }
}
