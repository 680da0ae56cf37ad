package org.wzp.relay.api;

import java.util.List;
import java.util.Optional;

/** Why a relay could not start or go on, in values; its sentences, which say what to do, are made in package {@code text}. */
public sealed interface FailureCause {

    /** @param text in words that somebody else made */
    record Told(String text) implements FailureCause {}

    /** The configuration can't be used. */
    record Configuration(ConfigMistake mistake) implements FailureCause {}

    /** @param flag such as {@code --listen} */
    record CommandLine(String flag, Misfit what) implements FailureCause {}

    /** @param key of a setting that a program made unfit */
    record Setting(String key, Misfit what) implements FailureCause {}

    /** There is no place for the relay's files. */
    record NoHome() implements FailureCause {}

    /** Another relay has its files in this home. */
    record HomeTaken(String home) implements FailureCause {}

    /**
     * A file can't be had.
     *
     * @param detail as in {@link Objection.NotWritten}
     */
    record Unusable(Use use, String file, FileTrouble trouble, String detail) implements FailureCause {
        /** What it was to be used for. */
        public enum Use {
            /** To be kept in, or written beside: the home or a file in it. */
            HOME,
            CONFIGURATION,
            /** To write a configuration to begin with. */
            SAMPLE,
            IDENTITY,
            NEW_IDENTITY,
            /** What the console keeps. */
            RULES
        }
    }

    /** @param backup the last good one; empty when there is none */
    record SettingsUnreadable(String file, FileTrouble trouble, String detail, Optional<String> backup)
            implements FailureCause {}

    /** There is no identity in the file. */
    record NoIdentity(String file, boolean missing) implements FailureCause {}

    /**
     * What the console keeps of rules, people and links can't be understood.
     *
     * @param backup the last good one; empty when there is none
     */
    record RulesUnclear(ConfigMistake mistake, Optional<String> backup) implements FailureCause {}

    /**
     * There is nothing to listen on.
     *
     * @param host address or name
     * @param detail the system's own words
     */
    record Address(Trouble trouble, String host, int port, String detail) implements FailureCause {
        /** What the system said. */
        public enum Trouble {
            TAKEN,
            /** No address of this machine. */
            ELSEWHERE,
            TOO_MANY_OPEN,
            NO_PERMISSION,
            OTHER
        }
    }

    /** @param why in English: what the library says */
    record NoTransport(Kind kind, String why) implements FailureCause {
        /** Which one. */
        public enum Kind {
            DIRECT,
            ANY
        }
    }

    /** There is no folder that the program's libraries can be unpacked into. */
    record NoFolder(List<Tried> tried) implements FailureCause {
        public NoFolder {
            tried = List.copyOf(tried);
        }

        /** @param detail the system's own words; empty where the fault says it */
        public record Tried(String folder, Fault fault, String detail) {}

        /** What is wrong with a folder. */
        public enum Fault {
            /** It is mounted so that no program may run from it. */
            NO_PROGRAMS,
            NO_ROOM,
            NO_PERMISSION,
            FILE_IN_THE_WAY,
            NOT_WRITTEN
        }
    }

    /** @param detail what was thrown; empty where nothing says more */
    record Machine(Lack lack, String detail) implements FailureCause {
        /** What was missing or wrong. */
        public enum Lack {
            THREADS,
            MEMORY,
            TOO_MANY_OPEN,
            /** A part of the program could not be loaded. */
            PART,
            FAULT,
            /** While the configuration was read. */
            CONFIGURATION_FAULT
        }
    }

    /** A thread that the run could not do without has ended. */
    record ThreadEnded(String thread, String what) implements FailureCause {}

    record ThreadHangs(String thread) implements FailureCause {}

    /** The watch over the threads has ended. */
    record Unwatched(String what) implements FailureCause {}

    /** There was no memory to find out why. */
    record Unsaid() implements FailureCause {}
}
