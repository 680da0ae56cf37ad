package org.wzp.console;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets each test that waits without a limit of its own wait for a minute instead of Awaitility's ten seconds: on a busy machine
 * those are over, and a test that passes never waits that long.
 */
public final class PatientTests implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }
}
