package org.wzp.relay.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the operating system says about a file, in words: Java's own message is often nothing but the path. */
final class FileProblem {
    private FileProblem() {}

    static String inWords(IOException problem) {
        return switch (problem) {
            case CharacterCodingException coding -> "it is not UTF-8 text";
            case AccessDeniedException denied -> "this user has no permission";
            case NoSuchFileException missing -> "there is no such file or folder";
            case FileAlreadyExistsException exists -> "a file is in the way at " + exists.getFile();
            case FileSystemException other -> words(other.getReason(), other);
            default -> words(problem.getMessage(), problem);
        };
    }

    private static String words(@Nullable String said, IOException problem) {
        return said == null ? problem.getClass().getSimpleName() : said.toLowerCase(Locale.ROOT);
    }
}
