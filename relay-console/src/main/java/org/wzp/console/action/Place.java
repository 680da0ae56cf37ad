package org.wzp.console.action;

import java.util.Locale;
import org.wzp.relay.api.Subject;

/** The places of the window, in the order of the navigation. */
public enum Place {
    OVERVIEW(ConsoleAction.GO_OVERVIEW),
    ROOMS(ConsoleAction.GO_ROOMS),
    ACCESS(ConsoleAction.GO_ACCESS),
    CONTENTION(ConsoleAction.GO_CONTENTION),
    FEDERATION(ConsoleAction.GO_FEDERATION),
    JOURNAL(ConsoleAction.GO_JOURNAL),
    SETTINGS(ConsoleAction.GO_SETTINGS);

    private final ConsoleAction action;

    Place(ConsoleAction action) {
        this.action = action;
    }

    public ConsoleAction action() {
        return action;
    }

    /** Where the operator looks at something. */
    public static Place of(Subject subject) {
        return switch (subject) {
            case Subject.Relay relay -> OVERVIEW;
            case Subject.Configuration configuration -> SETTINGS;
            case Subject.Setting setting -> SETTINGS;
            case Subject.Places places -> JOURNAL;
            case Subject.Rooms rooms -> ROOMS;
            case Subject.Room room -> ROOMS;
            case Subject.Person person -> ROOMS;
            case Subject.AccessRules rules -> ACCESS;
            case Subject.Federation federation -> FEDERATION;
            case Subject.OtherRelay relay -> FEDERATION;
            case Subject.Threads threads -> CONTENTION;
        };
    }

    /** As files call it. */
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
