package dev.orograph.run;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a journal holds at the moment.
 *
 * @param recipe of the survey, JSON
 * @param plan how the survey is evaluated, chosen when it began; may be empty
 * @param cells those with a complete and undamaged record
 * @param damaged number of complete records that are not what was written; their cells are missing
 * @param bytes length of the file up to the end of its last complete record
 */
public record JournalContent(String recipe, String plan, JournalCells cells, int damaged, long bytes) {
    private static final int BUFFER = 1 << 16;

    /**
     * Reads a journal, also while a survey is writing it; changes nothing and needs no lock. An incomplete record at
     * the end is ignored.
     *
     * @throws IOException in one sentence, if there is none, its header is damaged, or it is of another format
     */
    public static JournalContent read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is not a regular file; choose another name");
        }
        long size = Files.size(file);
        try (var in = new DataInputStream(new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER))) {
            var header = JournalHeader.read(file, in, size);
            var encoded = header.encode();
            var layout = layout(header);
            var cells = new JournalCells.Collector(header.valuesPerCell());
            int damaged = 0;
            long bytes = encoded.length;
            for (var record = in.readNBytes(layout.bytes());
                    record.length == layout.bytes();
                    record = in.readNBytes(layout.bytes())) {
                bytes += record.length;
                if (layout.isValid(record)) {
                    cells.add(record);
                } else {
                    damaged++;
                }
            }
            return new JournalContent(header.recipe(), header.plan(), cells.cells(), damaged, bytes);
        }
    }

    static JournalRecord layout(JournalHeader header) {
        var encoded = header.encode();
        return new JournalRecord(header.valuesPerCell(), JournalHeader.crc(encoded, encoded.length - Integer.BYTES));
    }

    JournalHeader header() {
        return new JournalHeader(recipe, plan, cells.valuesPerCell());
    }
}
