package dev.orograph.format;

import dev.orograph.measurement.Series;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Series as tidy CSV: columns {@code series}, {@code x}, {@code y}, one row per point. Numbers are written so that they
 * are read back to the bit; a series without points leaves no trace.
 */
public final class SeriesCsv {
    private static final List<String> HEADER = List.of("series", "x", "y");

    private SeriesCsv() {}

    /**
     * Writes all points of all series, in their order.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(Path file, List<Series> all) throws IOException {
        AtomicFile.write(file, out -> {
            out.write(Csv.line(HEADER).getBytes(StandardCharsets.UTF_8));
            for (var series : all) {
                for (int i = 0; i < series.size(); i++) {
                    var row = List.of(series.name(), Double.toString(series.x(i)), Double.toString(series.y(i)));
                    out.write(Csv.line(row).getBytes(StandardCharsets.UTF_8));
                }
            }
        });
    }

    /**
     * Reads all series, in the order of their first points.
     *
     * @throws IOException in one sentence, if the file is missing or has other columns
     */
    public static List<Series> read(Path file) throws IOException {
        var table = Csv.read(file);
        if (!table.header().equals(HEADER)) {
            throw FileBytes.malformed(
                    file, "has the columns " + String.join(", ", table.header()) + "; a series file has series, x, y");
        }
        var points = new LinkedHashMap<String, List<double[]>>();
        for (var row : table.rows()) {
            var point = new double[] {Csv.number(file, "x", row.get(1)), Csv.number(file, "y", row.get(2))};
            points.computeIfAbsent(row.get(0), name -> new ArrayList<>()).add(point);
        }
        var all = new ArrayList<Series>();
        points.forEach((name, list) -> all.add(Series.of(
                name,
                list.stream().mapToDouble(point -> point[0]).toArray(),
                list.stream().mapToDouble(point -> point[1]).toArray())));
        return all;
    }
}
