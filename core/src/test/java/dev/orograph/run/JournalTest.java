package dev.orograph.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String RECIPE = "{\"model\":\"mlp\",\"grid\":\"ü\"}";
    private static final int VALUES = 2;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choosePlace() {
        file = folder.resolve("a.journal");
    }

    private Journal open() throws IOException {
        return Journal.open(file, RECIPE, VALUES, () -> "block 500");
    }

    /** Bits of the values by cell. */
    private static Map<Long, long[]> bits(JournalCells cells) {
        var bits = new HashMap<Long, long[]>();
        for (int i = 0; i < cells.size(); i++) {
            var values = cells.values(i);
            bits.put(
                    cells.cell(i),
                    new long[] {Double.doubleToRawLongBits(values[0]), Double.doubleToRawLongBits(values[1])});
            assertThat(Double.doubleToRawLongBits(cells.value(i, 1))).isEqualTo(Double.doubleToRawLongBits(values[1]));
        }
        return bits;
    }

    /** Five cells with every kind of number. */
    private Map<Long, long[]> writeFive() throws IOException {
        try (var journal = open()) {
            journal.append(7, 0.5, -0.0);
            journal.append(0, Double.NaN, Double.POSITIVE_INFINITY);
            journal.append(3, Double.longBitsToDouble(0x7ff8000000abcdefL), Double.NEGATIVE_INFINITY);
            journal.append(Long.MAX_VALUE, Double.MIN_VALUE, Double.MAX_VALUE);
            journal.append(1, 0, 0);
        }
        return bits(JournalContent.read(file).cells());
    }

    @Test
    void keepsEveryBit() throws IOException {
        var bits = writeFive();
        assertThat(bits).hasSize(5);
        assertThat(bits.get(7L)).containsExactly(Double.doubleToRawLongBits(0.5), Long.MIN_VALUE);
        assertThat(bits.get(3L)).containsExactly(0x7ff8000000abcdefL, 0xfff0000000000000L);
        assertThat(bits.get(Long.MAX_VALUE)).containsExactly(1, 0x7fefffffffffffffL);
    }

    @Test
    void goesOnWhereItEnded() throws IOException {
        writeFive();
        try (var journal = Journal.open(file, RECIPE, VALUES, () -> "another plan")) {
            assertThat(journal.finished().size()).isEqualTo(5);
            assertThat(journal.finished().cell(0)).isEqualTo(7);
            assertThat(journal.damaged()).isZero();
            assertThat(journal.plan()).isEqualTo("block 500");
            journal.append(9, 1, 2);
        }
        var content = JournalContent.read(file);
        assertThat(content.cells().size()).isEqualTo(6);
        assertThat(content.recipe()).isEqualTo(RECIPE);
        assertThat(content.bytes()).isEqualTo(Files.size(file));
        try (var names = Files.list(folder)) {
            assertThat(names).as("no lock file is left").containsExactly(file);
        }
    }

    @Test
    void letsTheFirstRecordOfACellCount() throws IOException {
        try (var journal = open()) {
            journal.append(4, 1, 2);
            journal.append(4, 3, 4);
        }
        var cells = JournalContent.read(file).cells();
        assertThat(cells.size()).isEqualTo(1);
        assertThat(cells.values(0)).containsExactly(1, 2);
    }

    @Test
    void refusesAnotherSurveysJournal() throws IOException {
        writeFive();
        var message = file + " belongs to another survey; delete it or choose another name";
        assertThatThrownBy(() -> Journal.open(file, RECIPE + " ", VALUES, () -> ""))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Journal.open(file, RECIPE, 3, () -> ""))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        open().close();
    }

    @Test
    void refusesASecondWriterButNoReader() throws IOException {
        try (var journal = open()) {
            journal.append(1, 2, 3);
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is being written by process");
            assertThat(JournalContent.read(file).cells().size()).isEqualTo(1);
        }
    }

    @Test
    void refusesFilesThatAreNoJournal() throws IOException {
        assertThatThrownBy(() -> JournalContent.read(folder)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JournalContent.read(file)).isInstanceOf(NoSuchFileException.class);
        Files.writeString(file, "step,loss\n".repeat(20));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not a survey's journal; choose another name");
    }

    @Test
    void refusesCellsThatDoNotFit() throws IOException {
        try (var journal = open()) {
            assertThatThrownBy(() -> journal.append(-1, 1, 2)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> journal.append(1, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Journal.open(file, RECIPE, 0, () -> "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] values(long cell) {
        return new double[] {(double) cell, 0.5 * cell};
    }

    @Test
    void serialisesTheRecordsOfSeveralThreads() throws Exception {
        int workers = 8;
        int cells = 500;
        try (var journal = open()) {
            var threads = Executors.newFixedThreadPool(workers);
            var tasks = new ArrayList<Callable<Boolean>>();
            for (int worker = 0; worker < workers; worker++) {
                int first = worker;
                tasks.add(() -> {
                    for (int i = 0; i < cells; i++) {
                        long cell = first + (long) i * workers;
                        journal.append(cell, values(cell));
                    }
                    return true;
                });
            }
            for (var result : threads.invokeAll(tasks)) {
                assertThat(result.get()).isTrue();
            }
            threads.shutdown();
        }
        var content = JournalContent.read(file);
        assertThat(content.damaged()).isZero();
        assertThat(content.cells().size()).isEqualTo(workers * cells);
        for (int i = 0; i < content.cells().size(); i++) {
            long cell = content.cells().cell(i);
            assertThat(content.cells().values(i)).containsExactly(values(cell));
        }
    }

    @Test
    void losesOnlyTheCellThatWasBeingWritten() throws IOException {
        var original = writeFive();
        var bytes = Files.readAllBytes(file);
        var layout = JournalContent.layout(JournalContent.read(file).header());
        int header = bytes.length - 5 * layout.bytes();
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            if (length < header) {
                assertThatThrownBy(() -> JournalContent.read(file))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(file.toString());
                continue;
            }
            int whole = (length - header) / layout.bytes();
            assertThat(JournalContent.read(file).cells().size()).isEqualTo(whole);
            try (var journal = open()) {
                assertThat(journal.finished().size()).isEqualTo(whole);
                journal.append(100, 1, 2);
            }
            var content = JournalContent.read(file);
            assertThat(content.damaged()).isZero();
            var bits = bits(content.cells());
            assertThat(bits.remove(100L)).isNotNull();
            assertThat(bits).hasSize(whole);
            bits.forEach((cell, values) -> assertThat(values).isEqualTo(original.get(cell)));
        }
    }

    @Test
    void neverReturnsAWrongValueFromADamagedFile() throws IOException {
        var original = writeFive();
        var bytes = Files.readAllBytes(file);
        var layout = JournalContent.layout(JournalContent.read(file).header());
        int header = bytes.length - 5 * layout.bytes();
        for (int position = 0; position < bytes.length; position++) {
            for (int change : new int[] {1, 0x80, 0xff}) {
                var damaged = bytes.clone();
                damaged[position] ^= (byte) change;
                Files.write(file, damaged);
                if (position < header) {
                    assertThatThrownBy(() -> JournalContent.read(file))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining(file.toString());
                } else {
                    var content = JournalContent.read(file);
                    assertThat(content.damaged()).isEqualTo(1);
                    var bits = bits(content.cells());
                    assertThat(bits).hasSize(4);
                    bits.forEach((cell, values) -> assertThat(values).isEqualTo(original.get(cell)));
                }
            }
        }
    }

    @Test
    void computesADamagedCellAgain() throws IOException {
        var original = writeFive();
        var bytes = Files.readAllBytes(file);
        var layout = JournalContent.layout(JournalContent.read(file).header());
        bytes[bytes.length - 3 * layout.bytes()] ^= 1;
        Files.write(file, bytes);
        try (var journal = open()) {
            assertThat(journal.damaged()).isEqualTo(1);
            journal.append(3, Double.longBitsToDouble(0x7ff8000000abcdefL), Double.NEGATIVE_INFINITY);
        }
        var bits = bits(JournalContent.read(file).cells());
        assertThat(bits.keySet()).isEqualTo(original.keySet());
        assertThat(bits.get(3L)).isEqualTo(original.get(3L));
    }

    @Test
    void skipsRecordsOfAnotherJournalAndZeros() throws IOException {
        writeFive();
        var bytes = Files.readAllBytes(file);
        int record = JournalContent.layout(JournalContent.read(file).header()).bytes();
        var other = folder.resolve("b.journal");
        try (var journal = Journal.open(other, "{}", VALUES, () -> "")) {
            journal.append(8, 1, 2);
        }
        var foreign = Files.readAllBytes(other);
        System.arraycopy(foreign, foreign.length - record, bytes, bytes.length - record, record);
        Arrays.fill(bytes, bytes.length - 2 * record, bytes.length - record, (byte) 0);
        Files.write(file, bytes);
        var content = JournalContent.read(file);
        assertThat(content.damaged()).isEqualTo(2);
        assertThat(content.cells().size()).isEqualTo(3);
    }

    /** Appends cells from two threads until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws Exception {
            try (var journal = Journal.open(Path.of(arguments[0]), RECIPE, VALUES, () -> "")) {
                Executors.newFixedThreadPool(2).invokeAll(List.of(from(journal, 0), from(journal, 1)));
            }
        }

        /** Appends every second cell, without end. */
        private static Callable<Void> from(Journal journal, long first) {
            return () -> {
                for (long cell = first; ; cell += 2) {
                    journal.append(cell, values(cell));
                }
            };
        }
    }

    @Test
    void survivesAKillWhileItIsWritten() throws Exception {
        for (int kill = 0; kill < 3; kill++) {
            Files.deleteIfExists(file);
            var writer = ForkedJava.start(Writer.class, file);
            try {
                while (!Files.exists(file) || JournalContent.read(file).cells().size() < 100) {
                    assertThat(writer.isAlive()).isTrue();
                    Thread.onSpinWait();
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }
            try (var journal = open()) {
                var cells = journal.finished();
                assertThat(cells.size()).isGreaterThanOrEqualTo(100);
                assertThat(journal.damaged()).isZero();
                for (int i = 0; i < cells.size(); i++) {
                    assertThat(cells.values(i)).containsExactly(values(cells.cell(i)));
                }
            }
        }
    }

    /** Appends cells until the disk is full; prints the number of those that were kept and the message. */
    static final class Filler {
        private Filler() {}

        public static void main(String[] arguments) throws IOException {
            int cell = 0;
            try (var journal = Journal.open(Path.of(arguments[0]), RECIPE, VALUES, () -> "")) {
                try {
                    for (; cell < 10_000; cell++) {
                        journal.append(cell, cell, 0.5 * cell);
                    }
                } catch (IOException e) {
                    System.out.println(cell + " " + e.getMessage());
                }
            }
        }
    }

    /** Needs a POSIX shell, which limits the size of files. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void staysReadableWhenTheDiskIsFull() throws Exception {
        var process = ForkedJava.startWithSmallFiles(8, Filler.class, file);
        var line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(process.waitFor()).isZero();
        assertThat(line).matches("\\d+ cannot write to .*a\\.journal: .*");
        int cells = Integer.parseInt(line.substring(0, line.indexOf(' ')));
        var content = JournalContent.read(file);
        assertThat(content.cells().size()).isEqualTo(cells).isPositive();
        assertThat(content.bytes()).as("the torn record was taken back").isEqualTo(Files.size(file));
        try (var journal = Journal.open(file, RECIPE, VALUES, () -> "")) {
            journal.append(cells, 1, 2);
        }
        assertThat(JournalContent.read(file).cells().size()).isEqualTo(cells + 1);
    }
}
