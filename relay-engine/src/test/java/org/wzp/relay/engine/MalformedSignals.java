package org.wzp.relay.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.wzp.relay.transport.direct.HostilePeer.Stream;

/** One stream of each kind that no honest client sends, and how the relay has to count it after the login. */
enum MalformedSignals {
    TRUNCATED_JSON(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            byte[] whole = text("{\"LossRecoveryUpdate\":{\"fec_repair_ratio\":1,\"x\":[1,2,3]}}");
            return new Stream.Whole(frame(Arrays.copyOf(whole, random.nextInt(1, whole.length - 1))));
        }
    },
    WRONG_TYPES(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            return new Stream.Whole(frame(text("{\"Ping\":{\"timestamp_ms\":\"" + random.nextInt() + "\"}}")));
        }
    },
    NUMBER_OUT_OF_RANGE(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            return new Stream.Whole(
                    frame(text("{\"Ping\":{\"timestamp_ms\":" + "9".repeat(random.nextInt(21, 900)) + "}}")));
        }
    },
    UNKNOWN_VARIANT(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            return new Stream.Whole(frame(text("{\"NoSuchSignal" + random.nextInt() + "\":{}}")));
        }
    },
    NO_SIGNAL_AT_ALL(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            String[] values = {"42", "null", "[]", "\"\"", "true", "{}", " "};
            return new Stream.Whole(frame(text(values[random.nextInt(values.length)])));
        }
    },
    NESTED_TOO_DEEP(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            return new Stream.Whole(frame(text("{\"Ping\":" + "[".repeat(random.nextInt(200, 1_000)))));
        }
    },
    INVALID_UTF_8(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            byte[] json = text("{\"AuthToken\":{\"token\":\"?\"}}");
            json[json.length - 4] = (byte) (0x80 + random.nextInt(0x40));
            return new Stream.Whole(frame(json));
        }
    },
    RANDOM_BYTES(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return new Stream.Whole(frame(bytes));
        }
    },
    EMPTY_STREAM(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            return new Stream.Whole(new byte[0]);
        }
    },
    HALF_A_LENGTH(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            return new Stream.Whole(new byte[random.nextInt(1, 4)]);
        }
    },
    ENDS_TOO_SOON(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            byte[] whole = frame(text("{\"AuthToken\":{\"token\":\"soon over\"}}"));
            return new Stream.Whole(Arrays.copyOf(whole, random.nextInt(4, whole.length - 1)));
        }
    },
    RESET(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            return new Stream.Reset(new byte[] {0, 0, 0, 100, 1, 2, 3});
        }
    },
    ONE_BYTE_WRITES(Cause.UNREADABLE) {
        @Override
        Stream make(Random random) {
            return new Stream.InPieces(frame(text("{\"Pong\":1}")), 1);
        }
    },
    TRAILING_GARBAGE(Cause.IGNORED) {
        @Override
        Stream make(Random random) {
            byte[] whole = frame(text("\"Hold\""));
            byte[] longer = Arrays.copyOf(whole, whole.length + random.nextInt(1, 300));
            return new Stream.Whole(longer);
        }
    },
    UNIDIRECTIONAL(Cause.STREAM) {
        @Override
        Stream make(Random random) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            return new Stream.Unidirectional(bytes);
        }
    },
    OVERSIZED(Cause.TOO_LARGE) {
        @Override
        Stream make(Random random) {
            return new Stream.Endless(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(random.nextInt(1_048_577, Integer.MAX_VALUE))
                    .array());
        }
    };

    /** Names among the relay's admissions. */
    enum Cause {
        UNREADABLE("signal-unreadable"),
        IGNORED("signal-ignored"),
        STREAM("stream-ignored"),
        TOO_LARGE("transport.signal-too-large");

        final String key;

        Cause(String key) {
            this.key = key;
        }
    }

    final Cause cause;

    MalformedSignals(Cause cause) {
        this.cause = cause;
    }

    abstract Stream make(Random random);

    /** Any kind that does not end a connection after the login. */
    static MalformedSignals anyHarmless(Random random) {
        return values()[random.nextInt(values().length - 1)];
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] frame(byte[] json) {
        return ByteBuffer.allocate(Integer.BYTES + json.length)
                .putInt(json.length)
                .put(json)
                .array();
    }
}
