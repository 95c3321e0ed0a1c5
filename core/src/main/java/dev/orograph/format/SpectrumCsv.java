package dev.orograph.format;

import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.SpectralDensity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A spectral density as tidy CSV: columns {@code dimension}, {@code run}, {@code node}, {@code weight}, one row per node.
 * Runs are numbered from 0; the dimension, the number of eigenvalues, is the same in all rows. Numbers are written so that
 * they are read back to the bit.
 */
public final class SpectrumCsv {
    private static final List<String> HEADER = List.of("dimension", "run", "node", "weight");

    private SpectrumCsv() {}

    /**
     * Writes all nodes of all runs.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(Path file, SpectralDensity density) throws IOException {
        AtomicFile.write(file, out -> {
            out.write(Csv.line(HEADER).getBytes(StandardCharsets.UTF_8));
            for (int run = 0; run < density.runs().size(); run++) {
                var quadrature = density.runs().get(run);
                for (int i = 0; i < quadrature.size(); i++) {
                    var row = List.of(
                            Long.toString(density.dimension()),
                            Integer.toString(run),
                            Double.toString(quadrature.node(i)),
                            Double.toString(quadrature.weight(i)));
                    out.write(Csv.line(row).getBytes(StandardCharsets.UTF_8));
                }
            }
        });
    }

    /**
     * Reads what {@link #write} has written; runs may be named by any text.
     *
     * @throws IOException in one sentence, if the file is missing, has other columns or no rows, or holds no density
     */
    public static SpectralDensity read(Path file) throws IOException {
        var table = Csv.read(file);
        if (!table.header().equals(HEADER)) {
            throw FileBytes.malformed(
                    file,
                    "has the columns " + String.join(", ", table.header()) + "; a spectral density has "
                            + String.join(", ", HEADER));
        }
        if (table.rows().isEmpty()) {
            throw FileBytes.malformed(file, "has no rows");
        }
        var runs = new LinkedHashMap<String, List<double[]>>();
        String dimension = table.rows().get(0).get(0);
        for (var row : table.rows()) {
            if (!row.get(0).equals(dimension)) {
                throw FileBytes.malformed(file, "has two dimensions, " + dimension + " and " + row.get(0));
            }
            runs.computeIfAbsent(row.get(1), name -> new ArrayList<>())
                    .add(new double[] {Csv.number(file, "node", row.get(2)), Csv.number(file, "weight", row.get(3))});
        }
        try {
            return new SpectralDensity(
                    dimension(file, dimension),
                    runs.values().stream().map(SpectrumCsv::quadrature).toList());
        } catch (IllegalArgumentException e) {
            throw FileBytes.malformed(file, "holds no spectral density: " + e.getMessage());
        }
    }

    private static Quadrature quadrature(List<double[]> points) {
        return Quadrature.of(
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray());
    }

    private static long dimension(Path file, String text) throws IOException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw FileBytes.malformed(file, "has '" + text + "' in column dimension, which is not a whole number");
        }
    }
}
