package org.wzp.relay.api;

import java.time.Instant;
import java.util.Optional;

/**
 * @param id stable number of the ban
 * @param target whom it keeps out
 * @param room the one room it covers; empty means all
 * @param until when it ends; empty means never
 * @param hits how often it has turned somebody away
 */
public record Ban(
        long id,
        BanTarget target,
        Optional<String> room,
        String reason,
        String issuer,
        Instant issued,
        Optional<Instant> until,
        long hits) {}
