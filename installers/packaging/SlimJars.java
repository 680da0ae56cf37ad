import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * {@code java SlimJars.java FROM TO SECONDS}: copies the jars of one folder to another so that the AOT cache can take every
 * class. Two things keep it from that, and both also cost each start:
 *
 * <ul>
 *   <li>A signature: BouncyCastle's has a digest for each of 6,000 files, which the JVM parses and keeps, 8 MB of heap. It is
 *       taken off; nothing of ours asks for it, and the package as a whole is what is trusted.
 *   <li>Class files older than version 50 (picocli's): the JVM checks them by inference and never archives them. They get the
 *       tables of version 52, nothing else of them changes.
 * </ul>
 *
 * <p>Every entry and every jar carries the time SECONDS (of the epoch), and entries are sorted, so that equal input gives equal
 * bytes; the AOT cache is valid only for jars of the very time and size it was made with.
 */
final class SlimJars {
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|DSA|RSA|EC)");
    private static final int OLDEST_ARCHIVED = ClassFile.JAVA_6_VERSION;

    private SlimJars() {}

    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        Path to = Files.createDirectories(Path.of(arguments[1]));
        Instant time = Instant.ofEpochSecond(Long.parseLong(arguments[2]));
        List<Path> jars;
        try (var files = Files.list(from)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
        List<URL> places = new ArrayList<>();
        for (Path jar : jars) {
            places.add(jar.toUri().toURL());
        }
        try (URLClassLoader all = new URLClassLoader(places.toArray(URL[]::new))) {
            ClassFile classes = ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(all)
                            .orElse(ClassHierarchyResolver.defaultResolver())
                            .cached()),
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
            for (Path jar : jars) {
                Path copy = to.resolve(jar.getFileName().toString());
                slim(jar, copy, classes, time);
                Files.setLastModifiedTime(copy, FileTime.from(time));
            }
        }
    }

    private static void slim(Path jar, Path copy, ClassFile classes, Instant time) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        boolean signed = false;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (var all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (SIGNATURE.matcher(entry.getName()).matches()) {
                    signed = true;
                } else if (!entry.isDirectory()) {
                    try (var content = zip.getInputStream(entry)) {
                        entries.put(entry.getName(), content.readAllBytes());
                    }
                }
            }
        }
        byte[] manifest = entries.remove(JarFile.MANIFEST_NAME);
        try (OutputStream file = Files.newOutputStream(copy);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            // the manifest comes first, or readers of jars as streams don't find it
            if (manifest != null) {
                put(zip, JarFile.MANIFEST_NAME, signed ? mainPart(manifest) : manifest, time);
            }
            for (var entry : entries.entrySet()) {
                byte[] content = entry.getValue();
                put(zip, entry.getKey(), entry.getKey().endsWith(".class") ? raised(content, classes) : content, time);
            }
        }
    }

    private static byte[] mainPart(byte[] manifest) throws IOException {
        Manifest main = new Manifest(new java.io.ByteArrayInputStream(manifest));
        main.getEntries().clear();
        main.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
        var out = new java.io.ByteArrayOutputStream();
        main.write(out);
        return out.toByteArray();
    }

    private static byte[] raised(byte[] content, ClassFile classes) {
        int major = (content[6] & 0xff) << 8 | content[7] & 0xff;
        if (major >= OLDEST_ARCHIVED) {
            return content;
        }
        // each body is written anew, instruction by instruction: a body taken over as a whole would get no table
        return classes.transformClass(
                classes.parse(content),
                ClassTransform.transformingMethodBodies(CodeBuilder::with)
                        .andThen(ClassTransform.endHandler(
                                builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }

    private static void put(ZipOutputStream zip, String name, byte[] content, Instant time) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // as a local time, which is what a zip keeps: no zone of this machine gets in
        entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
