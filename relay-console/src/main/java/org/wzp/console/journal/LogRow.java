package org.wzp.console.journal;

import java.util.stream.Stream;
import org.wzp.console.journal.Recent.Numbered;
import org.wzp.console.text.Sentences;

/** One line of the log as the table shows it. */
record LogRow(long number, LogLine line, String text) {
    static LogRow of(Numbered<LogLine> numbered) {
        return new LogRow(
                numbered.number(),
                numbered.value(),
                Sentences.leftToRight(numbered.value().text()));
    }

    Stream<String> texts() {
        return Stream.of(line.level().name(), text);
    }
}
