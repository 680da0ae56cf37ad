package org.wzp.relay.api;

import java.util.Optional;

/**
 * What became of one setting that the window keeps. Values are as logs may show them, without secrets.
 *
 * @param before what the window had set; empty where it set nothing
 * @param after the same from now on
 * @param runs what the relay was told at its last start
 * @param needsRestart whether a relay that runs heeds it only after the next start
 */
public record SettingChange(
        String key, Optional<String> before, Optional<String> after, String runs, boolean needsRestart) {}
