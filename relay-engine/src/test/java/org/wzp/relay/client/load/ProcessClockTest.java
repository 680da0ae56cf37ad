package org.wzp.relay.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessClockTest {
    private static final long BURNT_NANOS = 20_000_000L;

    @Test
    void whatAThreadHasUsedIsInTheTimeOfItsProcess() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long pid = ProcessHandle.current().pid();
        long before = ProcessClock.cpuNanos(pid).orElseThrow();
        long began = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - began < BURNT_NANOS) {
            Thread.onSpinWait();
        }
        assertThat(ProcessClock.cpuNanos(pid).orElseThrow() - before).isGreaterThanOrEqualTo(BURNT_NANOS);
    }

    @Test
    void ofAProcessThatThereIsNotNothingIsSaid() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertThat(ProcessClock.cpuNanos(ended.pid())).isEmpty();
        assertThat(ProcessClock.cpuNanos(0)).isEmpty();
    }
}
