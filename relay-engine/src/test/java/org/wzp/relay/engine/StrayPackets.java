package org.wzp.relay.engine;

import java.util.Random;

/** UDP payloads of each kind that no honest client sends. */
enum StrayPackets {
    RANDOM_BYTES {
        @Override
        byte[] make(Random random) {
            byte[] bytes = random(random, random.nextInt(1, 1_300));
            bytes[0] &= 0x7f;
            return bytes;
        }
    },
    SHORT_HEADER_WITH_AN_UNKNOWN_ID {
        @Override
        byte[] make(Random random) {
            byte[] bytes = random(random, random.nextInt(21, 300));
            bytes[0] = (byte) (0x40 | random.nextInt(0x40));
            return bytes;
        }
    },
    CUT_LONG_HEADER {
        @Override
        byte[] make(Random random) {
            byte[] bytes = random(random, random.nextInt(1, 30));
            bytes[0] = (byte) (0xc0 | random.nextInt(0x40));
            return bytes;
        }
    },
    SMALL_INITIAL {
        @Override
        byte[] make(Random random) {
            return longHeader(random, 0xc0, 1, random.nextInt(100, 1_199), 0);
        }
    },
    HANDSHAKE_OF_NOBODY {
        @Override
        byte[] make(Random random) {
            return longHeader(random, 0xe0, 1, LARGE, 0);
        }
    },
    VERSION_NEGOTIATION {
        @Override
        byte[] make(Random random) {
            return longHeader(random, 0xc0, 0, LARGE, 0);
        }
    },
    UNKNOWN_VERSION {
        @Override
        byte[] make(Random random) {
            return longHeader(random, 0xc0, 0x1a2a3a4a, LARGE, 0);
        }
    },
    INITIAL_WITHOUT_SENSE {
        @Override
        byte[] make(Random random) {
            return longHeader(random, 0xc0, 1, LARGE, 0);
        }
    },
    INITIAL_WITH_A_FORGED_TOKEN {
        @Override
        byte[] make(Random random) {
            return longHeader(random, 0xc0, 1, LARGE, random.nextInt(1, 63));
        }
    };

    /** Smallest size of a packet that may begin a connection. */
    private static final int LARGE = 1_200;

    private static final int ID_BYTES = 8;

    abstract byte[] make(Random random);

    static StrayPackets any(Random random) {
        return values()[random.nextInt(values().length)];
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** RFC 9000 section 17.2, with random ids and a random rest. */
    private static byte[] longHeader(Random random, int first, int version, int length, int tokenBytes) {
        byte[] bytes = random(random, length);
        bytes[0] = (byte) first;
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[1 + i] = (byte) (version >>> Byte.SIZE * (Integer.BYTES - 1 - i));
        }
        bytes[5] = ID_BYTES;
        bytes[6 + ID_BYTES] = ID_BYTES;
        int token = 7 + 2 * ID_BYTES;
        bytes[token] = (byte) tokenBytes;
        int lengthField = token + 1 + tokenBytes;
        int rest = length - lengthField - 2;
        bytes[lengthField] = (byte) (0x40 | rest >>> Byte.SIZE);
        bytes[lengthField + 1] = (byte) rest;
        return bytes;
    }
}
