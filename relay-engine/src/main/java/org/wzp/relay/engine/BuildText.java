package org.wzp.relay.engine;

import org.jspecify.annotations.Nullable;

/** What this build calls itself, to clients that ask for {@code version} and to people. */
public final class BuildText {
    private static final String UNPACKAGED = "development";

    private BuildText() {}

    /** From the jar's manifest; {@value #UNPACKAGED} when run from class files. At most 256 bytes, printable. */
    public static String get() {
        @Nullable String version = BuildText.class.getPackage().getImplementationVersion();
        return "wzp-relay-java " + (version == null ? UNPACKAGED : version);
    }
}
