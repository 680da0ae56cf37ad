package org.wzp.console.action;

import java.util.Locale;

/** The places of the window, in the order of the navigation. */
public enum Place {
    OVERVIEW(ConsoleAction.GO_OVERVIEW),
    ROOMS(ConsoleAction.GO_ROOMS),
    ACCESS(ConsoleAction.GO_ACCESS),
    CONTENTION(ConsoleAction.GO_CONTENTION);

    private final ConsoleAction action;

    Place(ConsoleAction action) {
        this.action = action;
    }

    public ConsoleAction action() {
        return action;
    }

    /** As the engine's attention list and file names call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Places that don't exist in this window lead to the overview. */
    public static Place of(String id) {
        for (Place place : values()) {
            if (place.id().equals(id)) {
                return place;
            }
        }
        return OVERVIEW;
    }
}
