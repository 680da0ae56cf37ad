package org.wzp.console.history;

import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes in memory, made smaller (RFC 1951) by a compressor that lasts as long as this. One thread at a time. */
final class Packed {
    /** Little becomes no smaller, and must not cost time. */
    private static final int WORTH_IT = 512;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final Inflater inflater = new Inflater(true);

    /** Compressed, or as they were where that is no longer. */
    static final class Bytes {
        private final byte[] packed;
        private final int plainBytes;

        private Bytes(byte[] packed, int plainBytes) {
            this.packed = packed;
            this.plainBytes = plainBytes;
        }

        int size() {
            return packed.length;
        }
    }

    Bytes pack(byte[] plain) {
        if (plain.length < WORTH_IT) {
            return new Bytes(plain, plain.length);
        }
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        ByteSink out = new ByteSink();
        byte[] buffer = new byte[plain.length];
        while (!deflater.finished()) {
            out.put(buffer, deflater.deflate(buffer));
        }
        byte[] packed = out.toBytes();
        return packed.length < plain.length ? new Bytes(packed, plain.length) : new Bytes(plain, plain.length);
    }

    byte[] unpack(Bytes bytes) {
        if (bytes.packed.length == bytes.plainBytes) {
            return bytes.packed;
        }
        inflater.reset();
        inflater.setInput(bytes.packed);
        byte[] plain = new byte[bytes.plainBytes];
        try {
            int done = 0;
            while (done < plain.length) {
                done += inflater.inflate(plain, done, plain.length - done);
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException("what this process packed can't be unpacked", e);
        }
    }
}
