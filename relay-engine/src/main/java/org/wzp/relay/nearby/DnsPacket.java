package org.wzp.relay.nearby;

import java.util.OptionalInt;

/**
 * What a packet of multicast DNS (RFC 6762, RFC 1035) makes the library behind do, found out before it reads it, in a time that grows
 * with the bytes alone: a pointer of two bytes stands for a name of any length there, which is taken apart by patterns whose time grows
 * with its square. Reads as the library does, so that what fits here is the same there.
 */
final class DnsPacket {
    /** RFC 1035, 2.3.4, bytes with the lengths of labels. */
    static final int MOST_NAME_BYTES = 255;
    /** Beside its names and data, what one question or record costs; an office's have 50 to 200 bytes. */
    static final int ENTRY_COST = 64;

    private static final int HEADER_BYTES = 12;
    private static final int COUNTS_AT = 4;
    private static final int MOST_LABEL_BYTES = 63;
    private static final int POINTER = 0xc0;
    private static final int POINTER_HIGH = 0x3f;
    /** From one pointer to the next; who writes a name adds one label or more before it points. */
    private static final int MOST_POINTERS = 16;

    private static final int SERVICE_NUMBERS_BYTES = 6;
    private static final int UNFIT = -1;

    private final byte[] bytes;
    private final int length;
    private int at = HEADER_BYTES;
    private int nameBytes;

    private DnsPacket(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /**
     * Bytes of all names, written out, and of all data, and {@value #ENTRY_COST} for each question and record.
     *
     * @param bytes the first {@code length} of them are the packet
     * @return empty if it is none that a program writes, or has a name of more than {@value #MOST_NAME_BYTES} bytes
     */
    static OptionalInt cost(byte[] bytes, int length) {
        if (length < HEADER_BYTES) {
            return OptionalInt.empty();
        }
        int cost = new DnsPacket(bytes, length).cost();
        return cost == UNFIT ? OptionalInt.empty() : OptionalInt.of(cost);
    }

    private int cost() {
        int questions = number(COUNTS_AT);
        int records = 0;
        for (int counted = COUNTS_AT + Short.BYTES; counted < HEADER_BYTES; counted += Short.BYTES) {
            records += number(counted);
        }
        int cost = 0;
        for (int i = 0; i < questions; i++) {
            if (!readName(length) || !skip(2 * Short.BYTES, length)) {
                return UNFIT;
            }
            cost += ENTRY_COST + nameBytes;
        }
        for (int i = 0; i < records; i++) {
            int one = record();
            if (one == UNFIT) {
                return UNFIT;
            }
            cost += one;
        }
        return at == length ? cost : UNFIT;
    }

    private int record() {
        if (!readName(length)) {
            return UNFIT;
        }
        int cost = ENTRY_COST + nameBytes;
        int type = at;
        if (!skip(2 * Short.BYTES + Integer.BYTES + Short.BYTES, length)) {
            return UNFIT;
        }
        int data = number(at - Short.BYTES);
        int end = at + data;
        if (end > length) {
            return UNFIT;
        }
        boolean fits =
                switch (number(type)) {
                    case Types.ALIAS, Types.POINTER -> isName(end);
                    case Types.SERVICE -> skip(SERVICE_NUMBERS_BYTES, end) && isName(end);
                    case Types.HOST -> isText(at, end);
                    // the library reads it to the end of the packet
                    case Types.OPTIONS -> end == length;
                    default -> true;
                };
        cost += data + (at > end - data ? nameBytes : 0);
        at = end;
        return fits ? cost : UNFIT;
    }

    /** Records in whose data the library reads on by itself, whatever length they say that it has. */
    private static final class Types {
        static final int ALIAS = 5;
        static final int POINTER = 12;
        static final int HOST = 13;
        static final int SERVICE = 33;
        static final int OPTIONS = 41;
    }

    /** Whether there is a name and nothing else up to the end. */
    private boolean isName(int end) {
        return readName(end) && at == end;
    }

    private boolean skip(int count, int end) {
        at += count;
        return at <= end;
    }

    /** Reads one that is written out or begun before {@code end}, and how many bytes it has when it is written out. */
    private boolean readName(int end) {
        nameBytes = 0;
        int from = at;
        int stop = end;
        int lowest = at;
        int pointers = 0;
        while (from < stop) {
            int first = bytes[from] & 0xff;
            if (first == 0) {
                nameBytes++;
                at = pointers == 0 ? from + 1 : at;
                return nameBytes <= MOST_NAME_BYTES;
            }
            if (first >= POINTER) {
                if (from + 1 >= stop || ++pointers > MOST_POINTERS) {
                    return false;
                }
                int to = (first & POINTER_HIGH) << Byte.SIZE | (bytes[from + 1] & 0xff);
                at = pointers == 1 ? from + Short.BYTES : at;
                // only to what stands before it: so it comes to an end
                if (to < HEADER_BYTES || to >= lowest) {
                    return false;
                }
                lowest = to;
                from = to;
                stop = length;
            } else {
                int next = from + 1 + first;
                nameBytes += 1 + first;
                if (first > MOST_LABEL_BYTES || nameBytes > MOST_NAME_BYTES || next > stop || !isText(from + 1, next)) {
                    return false;
                }
                from = next;
            }
        }
        return false;
    }

    /** Whether the last character ends where the text does: the library reads on to the end of the character. */
    private boolean isText(int from, int end) {
        int next = from;
        while (next < end) {
            next += bytesOf(bytes[next] & 0xff);
        }
        return next == end;
    }

    /** How many the library takes for the character that begins so. */
    private static int bytesOf(int first) {
        return switch (first >> 4) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> 1;
            case 14 -> 3;
            default -> 2;
        };
    }

    private int number(int from) {
        return (bytes[from] & 0xff) << Byte.SIZE | (bytes[from + 1] & 0xff);
    }
}
