package org.wzp.relay.api;

import java.time.Instant;
import java.util.Optional;

/**
 * The relay lets nobody new in and stops when nobody is left.
 *
 * @param since when that began
 * @param until when it stops at the latest; empty to wait for the last one
 */
public record DrainStatus(Instant since, Optional<Instant> until) {}
