package org.wzp.relay.nearby;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Puts an answer of multicast DNS together, record by record, also what no program writes. */
final class DnsWriter {
    static final int ADDRESS = 1;
    static final int POINTER = 12;
    static final int HOST = 13;
    static final int TEXT = 16;
    static final int SERVICE = 33;
    static final int OPTIONS = 41;
    private static final int RESPONSE = 0x8400;
    private static final int INTERNET = 1;

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private int count;

    /** What is written by several calls, none of which can fail in memory. */
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Labels with a dot between two of them; ends with a zero. */
    static byte[] name(String dotted) {
        return written(out -> {
            out.write(labels(dotted));
            out.write(0);
        });
    }

    /** The same without an end. */
    static byte[] labels(String dotted) {
        return written(out -> {
            for (String label : dotted.split("\\.")) {
                byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
                out.write(bytes.length);
                out.write(bytes);
            }
        });
    }

    /** Labels, none if null, and then what stands at an offset in the packet. */
    static byte[] pointing(@Nullable String dotted, int offset) {
        return written(out -> {
            if (dotted != null) {
                out.write(labels(dotted));
            }
            out.writeShort(0xc000 | offset);
        });
    }

    /** Where the next record begins. */
    int at() {
        return 12 + records.size();
    }

    DnsWriter pointer(String name, String to) {
        return record(name(name), POINTER, name(to));
    }

    DnsWriter text(String name, byte[] text) {
        return record(name(name), TEXT, text);
    }

    DnsWriter service(String name, int port, String host) {
        return record(name(name), SERVICE, written(out -> {
            out.writeInt(0);
            out.writeShort(port);
            out.write(name(host));
        }));
    }

    DnsWriter address(String name, InetAddress address) {
        return record(name(name), ADDRESS, address.getAddress());
    }

    DnsWriter record(byte[] name, int type, byte[] data) {
        return record(name, type, data.length, data);
    }

    /** @param said how long it says that the data is */
    DnsWriter record(byte[] name, int type, int said, byte[] data) {
        records.writeBytes(written(out -> {
            out.write(name);
            out.writeShort(type);
            out.writeShort(INTERNET);
            out.writeInt(Integer.MAX_VALUE);
            out.writeShort(said);
            out.write(data);
        }));
        count++;
        return this;
    }

    byte[] bytes() {
        return written(out -> {
            out.writeShort(0);
            out.writeShort(RESPONSE);
            out.writeShort(0);
            out.writeShort(count);
            out.writeInt(0);
            out.write(records.toByteArray());
        });
    }
}
