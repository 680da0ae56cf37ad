package org.wzp.relay.api;

import java.util.List;

/** What a command did; for each group of commands a group of these. */
public sealed interface Effect permits ModerationEffect, AccessEffect, FederationEffect, RelayEffect {

    /** Who was disconnected by it, besides those that the command named. */
    default List<Person> disconnected() {
        return List.of();
    }
}
