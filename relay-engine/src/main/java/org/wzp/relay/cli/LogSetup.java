package org.wzp.relay.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * How lines of the log look and which are written, said in code: a file of XML costs each start a parser, three hundred classes.
 * Tests have such a file ({@code logback-test.xml}), and whoever wants another names it ({@code -Dlogback.configurationFile});
 * then it counts. logback finds this by its name under {@code META-INF/services}.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** Of each line, on the terminal and in the window's file. */
    public static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n";

    private static final String FILE_OF_TESTS = "logback-test.xml";
    private static final String NAMED_FILE = "logback.configurationFile";

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        if (System.getProperty(NAMED_FILE) != null
                || getClass().getClassLoader().getResource(FILE_OF_TESTS) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logs);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(logs);
        console.setName("console");
        console.setEncoder(encoder);
        console.start();
        // Netty stays above DEBUG: at that level quiche traces every packet, which costs half the relay's speed
        Logger root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        logs.getLogger("org.wzp").setLevel(Level.INFO);
        // tells at WARN, with a trace, of each packet that anybody on the network has made up
        logs.getLogger("javax.jmdns").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
