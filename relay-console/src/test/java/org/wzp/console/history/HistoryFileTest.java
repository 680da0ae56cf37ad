package org.wzp.console.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wzp.console.Snapshots.NOON;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wzp.console.history.HistoryFile.UnreadableException;
import org.wzp.relay.api.Attention;
import org.wzp.relay.api.FailureCause;
import org.wzp.relay.api.Notice;
import org.wzp.relay.api.RelayFailure;
import org.wzp.relay.api.RelaySnapshot;
import org.wzp.relay.api.Subject;

class HistoryFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("x" + HistoryFile.ENDING);
    }

    @Test
    void whatIsSavedIsOpenedAgainAsItWas() throws IOException {
        SnapshotRing ring = new SnapshotRing();
        AnySnapshots any = new AnySnapshots(11);
        List<RelaySnapshot> kept = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            RelaySnapshot snapshot = any.next(NOON.plusSeconds(i));
            ring.add(snapshot);
            kept.add(snapshot);
        }
        assertThat(HistoryFile.write(file, ring, NOON.plusSeconds(20), NOON.plusSeconds(79)))
                .isEqualTo(60);

        Recording recording = HistoryFile.read(file);
        List<RelaySnapshot> read = new ArrayList<>();
        recording.ring().forEach(NOON, NOON.plusSeconds(100), read::add);
        assertThat(read).isEqualTo(kept.subList(20, 80));
        assertThat(recording.points().until(NOON.plusSeconds(100), 900)).hasSize(60);
        try (var left = Files.list(folder)) {
            assertThat(left).as("no draft is left").containsExactly(file);
        }
    }

    @Test
    void partsThatThisConsoleDoesNotKnowAreSkippedAndMissingOnesAreNothing() throws IOException {
        write(
                about(1),
                "{\"epoch\":7,\"at\":\"2026-03-01T12:00:00Z\",\"state\":\"RUNNING\",\"weather\":{\"sun\":[1,2]},"
                        + withoutWhat("endpoint", "traffic", "nearby", "contention", "access", "federation"));
        RelaySnapshot read = HistoryFile.read(file).ring().at(NOON).orElseThrow();
        assertThat(read.epoch()).isEqualTo(7);
        assertThat(read.rooms()).isEmpty();
        assertThat(read.failure()).isEmpty();
    }

    @Test
    void sentencesThatEarlierConsolesSavedAreShownAsTheyAre() throws IOException {
        write(
                about(1),
                "{\"epoch\":7,\"at\":\"2026-03-01T12:00:00Z\",\"state\":\"FAILED\",\"failure\":\"The disk is full.\",\"attention\":[{\"severity\":\"ERROR\","
                        + "\"text\":\"The disk is full.\",\"subject\":{\"type\":\"Relay\"}}],"
                        + withoutWhat("endpoint", "traffic", "nearby", "contention", "access", "federation"));
        RelaySnapshot read = HistoryFile.read(file).ring().at(NOON).orElseThrow();
        assertThat(read.failure()).contains(new RelayFailure(new FailureCause.Told("The disk is full.")));
        assertThat(read.attention())
                .containsExactly(new Attention(
                        Attention.Severity.ERROR, new Notice.Told("The disk is full."), new Subject.Relay()));
    }

    /** Of records, all parts are missing. */
    private static String withoutWhat(String... records) {
        StringBuilder json = new StringBuilder();
        for (String record : records) {
            json.append('"').append(record).append("\":{},");
        }
        return json.append("\"nearby\":{\"state\":\"OFF\"}}").toString().replace("\"nearby\":{},", "");
    }

    @Test
    void aFileOfANewerConsoleIsRefused() throws IOException {
        write(about(2), "{}");
        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("newer console");
    }

    @Test
    void whatIsNoSuchFileIsRefusedInASentence() throws IOException {
        Files.writeString(file, "hello");
        refused("not a file that a console has saved");
        write("{\"format\":\"photo\"}", "{}");
        refused("not a file that a console has saved");
        write(about(1), "{\"epoch\":1,");
        refused("damaged");
        write(about(1), "{\"state\":\"DREAMING\"}");
        refused("DREAMING");
        write(about(1), "");
        refused("no seconds");
    }

    @Test
    void aSecondThatNeverEndsIsRefused() throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("about.json"));
            zip.write(about(1).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("snapshots.jsonl"));
            zip.write("{\"rooms\":[".getBytes(StandardCharsets.UTF_8));
            byte[] spaces = " ".repeat(1_024 * 1_024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 80; i++) {
                zip.write(spaces);
            }
        }
        refused("takes more than");
    }

    @Test
    void desktopsOfAllThreeSystemsKnowTheEndingThatItIsSavedUnder() throws IOException {
        String ending = HistoryFile.ENDING.substring(1);
        assertThat(ending).as("macOS and Windows look behind the last dot").doesNotContain(".");
        assertThat(packaging("linux/org.wzp.relay.xml"))
                .contains("type=\"application/x-wzp-hour\"")
                .contains("pattern=\"*." + ending + "\"")
                .contains("pattern=\"*" + HistoryFile.EARLIER_ENDING + "\"");
        assertThat(packaging("linux/org.wzp.relay.desktop"))
                .contains("MimeType=application/x-wzp-hour;")
                .contains("Exec=wzp-relay console %f");
        assertThat(packaging("macos/hour.plist")).contains("<string>" + ending + "</string>");
        assertThat(packaging("windows/hour.properties")).contains("extension=" + ending + "\n");
    }

    private static String packaging(String file) throws IOException {
        return Files.readString(Path.of("../installers/packaging", file));
    }

    private void refused(String why) {
        assertThatThrownBy(() -> HistoryFile.read(file))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(why);
    }

    private static String about(int version) {
        return "{\"format\":\"wzp-hour\",\"version\":" + version + "}";
    }

    private void write(String about, String snapshots) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("about.json"));
            zip.write(about.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("snapshots.jsonl"));
            zip.write(snapshots.getBytes(StandardCharsets.UTF_8));
        }
    }
}
