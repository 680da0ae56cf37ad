package org.wzp.relay.api;

/** @param cause a stable key such as {@code outbox-full}, {@code too-large}, {@code malformed}, {@code closed} */
public record Drop(String cause, long count) {}
