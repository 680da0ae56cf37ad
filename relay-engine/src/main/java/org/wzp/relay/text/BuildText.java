package org.wzp.relay.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;

/** What this build calls itself, to clients that ask for {@code version} and to people. */
public final class BuildText {
    private static final String WRITTEN_BY_THE_BUILD = "build.properties";
    private static final String TEXT = "wzp-relay-java " + version();

    private BuildText() {}

    /** Name and version. At most 256 bytes, printable. */
    public static String get() {
        return TEXT;
    }

    private static String version() {
        Properties build = new Properties();
        try (InputStream in = Objects.requireNonNull(
                BuildText.class.getResourceAsStream(WRITTEN_BY_THE_BUILD), WRITTEN_BY_THE_BUILD)) {
            build.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("this build lost its " + WRITTEN_BY_THE_BUILD, e);
        }
        return Objects.requireNonNull(build.getProperty("version"), "version");
    }
}
