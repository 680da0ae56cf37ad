package org.wzp.console.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.wzp.console.text.Texts;
import org.wzp.relay.storage.FileProblem;

/** A file that the operator chose. */
public final class ChosenFile {
    private ChosenFile() {}

    /** What a file holds, or why that can't be said. */
    public sealed interface Content {

        record Text(String text) implements Content {}

        /** It is no UTF-8. */
        record NoText() implements Content {}

        record TooLarge() implements Content {}

        /** @param what as {@code this user has no permission} */
        record Unreadable(String what) implements Content {}
    }

    /** Where typed words lead; empty unless that is the whole way to a file. */
    public static Optional<Path> path(String typed) {
        try {
            Path path = Path.of(typed.strip());
            return path.isAbsolute() && path.getFileName() != null ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Waits for the disk. Never holds more than {@code mostBytes}, however the file grows, and whatever it is. */
    public static Content read(Path file, int mostBytes) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // a pipe would be waited for, and a folder is none
                return new Content.Unreadable(Texts.of("chosen-file.no-file"));
            }
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(mostBytes + 1);
            }
            return bytes.length > mostBytes
                    ? new Content.TooLarge()
                    : new Content.Text(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return new Content.NoText();
        } catch (IOException e) {
            return new Content.Unreadable(FileProblem.of(e).what(Texts.speech()));
        }
    }
}
