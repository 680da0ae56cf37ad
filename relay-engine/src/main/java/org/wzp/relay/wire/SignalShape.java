package org.wzp.relay.wire;

import java.util.List;
import java.util.function.Function;

/**
 * The fields of a record on the wire in declaration order, and how the record is built from their values.
 *
 * @param <T> what is built
 */
record SignalShape<T>(String name, List<Field> fields, Function<FieldValues, T> build) {

    static <T> SignalShape<T> of(String name, Function<FieldValues, T> build, Field... fields) {
        return new SignalShape<>(name, List.of(fields), build);
    }

    /** The field's place, or -1 when there is none of that name. */
    int indexOf(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        return -1;
    }

    /** What a field's value looks like in JSON. */
    enum Kind {
        TEXT,
        BOOL,
        FLOAT,
        U8,
        U32,
        U64,
        KEY,
        BYTES,
        TEXTS,
        ROSTER_ENTRIES,
        PROFILE,
        /** Entries with a codec that is not known here are skipped. */
        OFFERED_PROFILES,
        CODEC,
        REPORT,
        HANGUP_REASON,
        ACCEPT_MODE,
        SIGNAL
    }

    /** What an absent or null value means (wire specification 7.1). */
    enum Presence {
        REQUIRED,
        /** Absent and null are both "nothing". */
        NULLABLE,
        /** Absent means 0, an empty text or an empty list; null is refused. */
        DEFAULTED
    }

    record Field(String name, Kind kind, Presence presence) {
        static Field required(String name, Kind kind) {
            return new Field(name, kind, Presence.REQUIRED);
        }

        static Field nullable(String name, Kind kind) {
            return new Field(name, kind, Presence.NULLABLE);
        }

        static Field defaulted(String name, Kind kind) {
            return new Field(name, kind, Presence.DEFAULTED);
        }
    }
}
