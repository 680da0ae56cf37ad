package org.wzp.relay.transport.quiche;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions that the codec's library has and does not export, found by the table of symbols in its file (ELF-64, so Linux).
 * Where one is in memory follows from one that is exported. It is given out only if the code there is, byte for byte, that of
 * the file, so that another library of the same name can't be called wrongly.
 */
final class LibraryFile {
    private static final String EXPORTED = "JNI_OnLoad_netty_quiche";
    private static final int MAGIC = 0x464c457f;
    private static final int SECTIONS_AT = 0x28;
    private static final int SECTION_BYTES_AT = 0x3a;
    private static final int SECTION_COUNT_AT = 0x3c;
    private static final int SYMBOLS = 2;
    private static final int SYMBOL_BYTES = 24;

    private final ByteBuffer file;

    private LibraryFile(ByteBuffer file) {
        this.file = file;
    }

    /** The one that the codec has loaded; empty where it is of another kind. */
    static Optional<LibraryFile> ofTheCodec() {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name =
                switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64" -> "aarch_64";
                    default -> machine;
                };
        String file = "libnetty_quiche_linux_" + name + ".so";
        return unpacked(file).or(() -> inJar(file)).filter(library -> library.file.getInt(0) == MAGIC);
    }

    /** Where a package has it beside the program, which is where the codec looks first: nothing of it has to be copied. */
    private static Optional<LibraryFile> unpacked(String name) {
        for (String folder : List.of(System.getProperty("java.library.path", "").split(File.pathSeparator, -1))) {
            Path path = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isRegularFile(path)) {
                try (FileChannel channel = FileChannel.open(path)) {
                    return of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto())
                            .asByteBuffer());
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<LibraryFile> inJar(String name) {
        try (InputStream in = LibraryFile.class.getClassLoader().getResourceAsStream("META-INF/native/" + name)) {
            return in == null ? Optional.empty() : of(ByteBuffer.wrap(in.readAllBytes()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<LibraryFile> of(ByteBuffer file) {
        return file.limit() < SECTION_COUNT_AT + 2
                ? Optional.empty()
                : Optional.of(new LibraryFile(file.order(ByteOrder.LITTLE_ENDIAN)));
    }

    /** @param value its place in the library; {@code bytes} its length; {@code code} where it is in the file */
    private record Symbol(long value, int bytes, int code) {}

    /** Where this function is in memory; empty if the library in memory is not this one or has no such function. */
    Optional<MemorySegment> function(String name) {
        try {
            Symbol known = find(EXPORTED);
            Symbol wanted = find(name);
            Optional<MemorySegment> at = SymbolLookup.loaderLookup().find(EXPORTED);
            if (known == null || wanted == null || at.isEmpty()) {
                return Optional.empty();
            }
            MemorySegment there = MemorySegment.ofAddress(at.get().address() - known.value() + wanted.value());
            return isSame(at.get(), known) && isSame(there, wanted) ? Optional.of(there) : Optional.empty();
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private boolean isSame(MemorySegment there, Symbol symbol) {
        MemorySegment code = MemorySegment.ofBuffer(file.duplicate().slice(symbol.code(), symbol.bytes()));
        return symbol.bytes() > 0 && code.mismatch(there.reinterpret(symbol.bytes())) < 0;
    }

    private @Nullable Symbol find(String name) {
        byte[] wanted = (name + '\0').getBytes(StandardCharsets.US_ASCII);
        int table = section(SYMBOLS);
        if (table < 0) {
            return null;
        }
        int names = offset(at(file.getInt(table + 0x28)));
        int end = offset(table) + (int) file.getLong(table + 0x20);
        for (int symbol = offset(table); symbol < end; symbol += SYMBOL_BYTES) {
            if (is(wanted, names + file.getInt(symbol))) {
                int section = at(file.getShort(symbol + 6) & 0xffff);
                long value = file.getLong(symbol + 8);
                long inSection = value - file.getLong(section + 0x10);
                return new Symbol(value, (int) file.getLong(symbol + 16), Math.toIntExact(offset(section) + inSection));
            }
        }
        return null;
    }

    private boolean is(byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) {
            if (file.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private int section(int type) {
        for (int i = 0; i < (file.getShort(SECTION_COUNT_AT) & 0xffff); i++) {
            if (file.getInt(at(i) + 4) == type) {
                return at(i);
            }
        }
        return -1;
    }

    /** Where the head of a section is. */
    private int at(int section) {
        return (int) file.getLong(SECTIONS_AT) + section * file.getShort(SECTION_BYTES_AT);
    }

    /** Where a section's content is. */
    private int offset(int section) {
        return (int) file.getLong(section + 0x18);
    }
}
