package org.wzp.relay.api;

/**
 * Something that happened so many times since start.
 *
 * @param key a stable name, such as {@code joined}, {@code refused.banned}, {@code token.timeout} or
 *     {@code transport.stray-packet}
 * @param count at least 1
 */
public record Counter(String key, long count) {}
