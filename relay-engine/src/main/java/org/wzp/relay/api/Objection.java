package org.wzp.relay.api;

/** Why a command was not carried out. */
public sealed interface Objection {

    /** @param typed what was to be a room's name */
    record NoRoomName(String typed) implements Objection {}

    /** @param typed what was to be an identity */
    record NoFingerprint(String typed) implements Objection {}

    /** @param typed what was to be the name of a group of people */
    record NoGroup(String typed) implements Objection {}

    /** @param typed what was to be a relay's fingerprint */
    record NoTlsFingerprint(String typed) implements Objection {}

    /** A relay needs no link to itself. */
    record OwnRelay() implements Objection {}

    /** @param typed what was to be a host and a port */
    record NoAddress(String typed) implements Objection {}

    /** People of one room at a time. */
    record SeveralRooms() implements Objection {}

    /** @param term that would be over already */
    record TermOver(KeepOut.Term term) implements Objection {}

    record NobodyToLockTo(String room) implements Objection {}

    record NotRunning() implements Objection {}

    /** Whoever asked looks at a moment of the past, where things may have been other than they are now. */
    record LooksBack() implements Objection {}

    /** Only while the relay is stopped. */
    record MustBeStopped() implements Objection {}

    record NoSetting(String key) implements Objection {}

    /** @param what is wrong with its value */
    record UnfitSetting(String key, Misfit what) implements Objection {}

    /** The time to stop at is over already. */
    record TimeOver() implements Objection {}

    /** The relay never ran here. */
    record NoRulesYet() implements Objection {}

    /**
     * Nothing was changed, because it could not be written down.
     *
     * @param file its path, or {@link #AUDIT_LOG}
     * @param trouble what the operating system says about it
     * @param detail the path that is in the way, or the system's own words; else empty
     */
    record NotWritten(String file, FileTrouble trouble, String detail) implements Objection {
        /** What people call it. */
        public static final String AUDIT_LOG = "the audit log";
    }

    /**
     * A fault which nobody expected; how much was done before it is not known.
     *
     * @param what what was thrown
     */
    record Fault(String what) implements Objection {}

    /** @param whyNoStart why no relay could start in this home either */
    record HomeUnusable(FailureCause whyNoStart) implements Objection {}
}
