package org.wzp.relay.wire;

import java.util.Optional;

/** IP addresses as text: strict decimal IPv4, IPv6 in any form on input and in that of RFC 5952 on output. */
final class IpText {
    static final int V4_BYTES = 4;
    static final int V6_BYTES = 16;

    private static final int GROUPS = 8;
    private static final int MAX_GROUP_DIGITS = 4;
    private static final int MAX_OCTET_DIGITS = 3;

    private IpText() {}

    /** Four decimal octets without leading zeros. */
    static Optional<Bytes> parseV4(String text) {
        String[] octets = text.split("\\.", -1);
        byte[] address = new byte[V4_BYTES];
        if (octets.length != V4_BYTES) {
            return Optional.empty();
        }
        for (int i = 0; i < V4_BYTES; i++) {
            int value = number(octets[i], 10, MAX_OCTET_DIGITS);
            if (value < 0 || value > 0xFF || (octets[i].length() > 1 && octets[i].startsWith("0"))) {
                return Optional.empty();
            }
            address[i] = (byte) value;
        }
        return Optional.of(Bytes.of(address));
    }

    /** Groups of up to four hex digits, one {@code ::} for at least one group, an IPv4 tail. */
    static Optional<Bytes> parseV6(String text) {
        int gap = text.indexOf("::");
        byte[] address = new byte[V6_BYTES];
        if (gap < 0) {
            return groups(text, address) == GROUPS ? Optional.of(Bytes.of(address)) : Optional.empty();
        }
        byte[] tail = new byte[V6_BYTES];
        String head = text.substring(0, gap);
        // an IPv4 part is allowed at the very end only
        int before = head.contains(".") ? -1 : groups(head, address);
        int after = groups(text.substring(gap + 2), tail);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, address, V6_BYTES - after * 2, after * 2);
        return Optional.of(Bytes.of(address));
    }

    /** Writes the groups to the front of {@code out}; how many, or -1 when the text is none. */
    private static int groups(String text, byte[] out) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].contains(".")) {
                Optional<Bytes> v4 = parseV4(parts[i]);
                if (v4.isEmpty() || count > GROUPS - 2) {
                    return -1;
                }
                System.arraycopy(v4.get().toArray(), 0, out, count * 2, V4_BYTES);
                return count + 2;
            }
            int value = number(parts[i], 16, MAX_GROUP_DIGITS);
            if (value < 0 || count == GROUPS) {
                return -1;
            }
            out[count * 2] = (byte) (value >> Byte.SIZE);
            out[count * 2 + 1] = (byte) value;
            count++;
        }
        return count;
    }

    private static int number(String text, int radix, int maxDigits) {
        if (text.isEmpty() || text.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    static String formatV4(Bytes address, int from) {
        return address.get(from) + "." + address.get(from + 1) + "." + address.get(from + 2) + "."
                + address.get(from + 3);
    }

    static String formatV6(Bytes address) {
        if (isMapped(address)) {
            return "::ffff:" + formatV4(address, V6_BYTES - V4_BYTES);
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = address.get(i * 2) << Byte.SIZE | address.get(i * 2 + 1);
        }
        int runStart = 0;
        int runLength = 0;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
        }
        if (runLength < 2) {
            return join(groups, 0, GROUPS);
        }
        return join(groups, 0, runStart) + "::" + join(groups, runStart + runLength, GROUPS);
    }

    private static boolean isMapped(Bytes address) {
        for (int i = 0; i < 10; i++) {
            if (address.get(i) != 0) {
                return false;
            }
        }
        return address.get(10) == 0xFF && address.get(11) == 0xFF;
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder out = new StringBuilder();
        for (int i = from; i < to; i++) {
            out.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return out.toString();
    }
}
