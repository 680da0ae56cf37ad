package org.wzp.relay.api;

/** What keeps a file from being read or written, as far as the operating system tells. Its words are made in package {@code text}. */
public enum FileTrouble {
    NOT_UTF8("not-utf8"),
    NO_PERMISSION("no-permission"),
    MISSING("missing"),
    /** Where a folder should be. */
    FILE_IN_THE_WAY("file-in-the-way"),
    FOLDER_IN_THE_WAY("folder-in-the-way"),
    NO_FOLDER("no-folder"),
    READ_ONLY("read-only"),
    DISK_FULL("disk-full"),
    TOO_MANY_OPEN("too-many-open"),
    /** Where a file should be. */
    IS_FOLDER("is-folder"),
    PART_IS_NO_FOLDER("part-is-no-folder"),
    /** In the system's own words. */
    OTHER("other");

    private final String key;

    FileTrouble(String key) {
        this.key = key;
    }

    /** Stable name. */
    public String key() {
        return key;
    }
}
