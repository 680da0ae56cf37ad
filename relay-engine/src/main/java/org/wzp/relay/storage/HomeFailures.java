package org.wzp.relay.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.FailureCause.Unusable;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelayStartException;
import org.wzp.relay.text.StartWords;

/** Why the relay can't start with the files of its home: what the operating system said, as values. */
public final class HomeFailures {
    private HomeFailures() {}

    /** @param file the directory or file that was being read or written */
    public static RelayStartException of(Path file, IOException problem) {
        return StartWords.exception(new RelayFailure(cause(file, problem)), problem);
    }

    /** The same without an exception. */
    public static FailureCause cause(Path file, IOException problem) {
        FileProblem found = FileProblem.of(problem);
        return new Unusable(Unusable.Use.HOME, inTheWay(found, file, problem), found.trouble(), found.detail());
    }

    private static String inTheWay(FileProblem found, Path file, IOException problem) {
        return switch (found.trouble()) {
            case NO_PERMISSION, FILE_IN_THE_WAY, NO_FOLDER -> named(problem, file);
            case NOT_UTF8,
                    MISSING,
                    FOLDER_IN_THE_WAY,
                    READ_ONLY,
                    DISK_FULL,
                    TOO_MANY_OPEN,
                    IS_FOLDER,
                    PART_IS_NO_FOLDER,
                    OTHER -> file.toString();
        };
    }

    private static String named(IOException problem, Path fallback) {
        // what could not be created isn't there to be given access to
        return problem instanceof FileSystemException about
                        && about.getFile() != null
                        && Files.exists(Path.of(about.getFile()))
                ? about.getFile()
                : fallback.toString();
    }
}
