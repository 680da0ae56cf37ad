package org.wzp.relay.api;

/** So many were not delivered for this cause. */
public record Drop(DropCause cause, long count) {}
