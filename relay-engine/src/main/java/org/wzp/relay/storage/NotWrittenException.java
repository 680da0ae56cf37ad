package org.wzp.relay.storage;

import java.io.IOException;

/**
 * Nothing was changed, because a file of the relay could not be written. What the operator reads of it is made in package
 * {@code text}.
 */
public final class NotWrittenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final transient FileProblem problem;

    /** @param file its path, or what people call it */
    public NotWrittenException(String file, IOException cause) {
        super(file + " could not be written", cause);
        this.file = file;
        this.problem = FileProblem.of(cause);
    }

    public String file() {
        return file;
    }

    /** What the operating system says about it. */
    public FileProblem problem() {
        return problem;
    }
}
