package dev.orograph.format;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Surfaces as tidy CSV: one row per cell, x running fastest; a column per axis, one per quantity, and {@code status}
 * ({@code computed}, {@code interpolated}, {@code pending}, {@code failed}). Numbers are written so that they are read back to the bit;
 * provenance and trust figures are not stored.
 */
public final class SurfaceCsv {
    private static final String STATUS = "status";
    private static final int MOST_AXES = 3;

    /** Coordinates may differ from even spacing by this share of a step: other programs write fewer digits. */
    private static final double SPACING_TOLERANCE = 1e-3;

    private SurfaceCsv() {}

    /**
     * Writes {@code surface}.
     *
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(Path file, Surface surface) throws IOException {
        var grid = surface.grid();
        var header = new ArrayList<>(grid.axes().stream().map(Axis::name).toList());
        header.addAll(surface.quantityNames());
        header.add(STATUS);
        AtomicFile.write(file, out -> {
            out.write(Csv.line(header).getBytes(StandardCharsets.UTF_8));
            for (int cell = 0; cell < grid.cells(); cell++) {
                var row = new ArrayList<String>();
                for (double coordinate : grid.coordinates(cell)) {
                    row.add(Double.toString(coordinate));
                }
                for (var name : surface.quantityNames()) {
                    row.add(Double.toString(surface.value(name, cell)));
                }
                row.add(surface.status(cell).name().toLowerCase(Locale.ROOT));
                out.write(Csv.line(row).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /**
     * Reads a surface. The leading columns that together enumerate a grid, x fastest, are its axes; without a column
     * {@code status} every cell counts as computed. An empty field is NaN.
     *
     * @throws IOException in one sentence, if the file is missing or holds no surface
     */
    public static Surface read(Path file) throws IOException {
        var table = Csv.read(file);
        var columns = new LinkedHashMap<String, double[]>();
        for (int column = 0; column < table.header().size(); column++) {
            var name = table.header().get(column);
            if (!name.equals(STATUS) && columns.put(name, column(file, table, column)) != null) {
                throw FileBytes.malformed(file, "has two columns '" + name + "'");
            }
        }
        var grid = grid(file, columns, table.rows().size());
        grid.axes().forEach(axis -> columns.remove(axis.name()));
        if (columns.isEmpty()) {
            throw FileBytes.malformed(file, "has coordinates but no quantity");
        }
        return Surface.of(grid, columns, status(file, table), Trust.NONE, Provenance.NONE);
    }

    private static double[] column(Path file, Csv.Table table, int column) throws IOException {
        var values = new double[table.rows().size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = Csv.number(
                    file, table.header().get(column), table.rows().get(row).get(column));
        }
        return values;
    }

    /** Axis by axis: how long a column rises before it starts again tells the number of its points. */
    private static Grid grid(Path file, Map<String, double[]> columns, int rows) throws IOException {
        if (rows == 0) {
            throw FileBytes.malformed(file, "has no rows");
        }
        var axes = new ArrayList<Axis>();
        int cells = 1;
        for (var column : columns.entrySet()) {
            if (cells == rows || axes.size() == MOST_AXES) {
                break;
            }
            var values = column.getValue();
            int count = 1;
            while (count * cells < rows && values[count * cells] > values[(count - 1) * cells]) {
                count++;
            }
            axes.add(axis(file, column.getKey(), values[0], values[(count - 1) * cells], count));
            cells *= count;
        }
        if (axes.isEmpty() || cells != rows) {
            throw FileBytes.malformed(
                    file,
                    "does not list a grid: " + rows + " rows, but " + cells
                            + " combinations of its first columns, the first running fastest");
        }
        var grid = new Grid(axes);
        requireCoordinates(file, grid, columns);
        return grid;
    }

    private static Axis axis(Path file, String name, double min, double max, int count) throws IOException {
        try {
            return new Axis(name, min, max, count);
        } catch (IllegalArgumentException e) {
            throw FileBytes.malformed(file, "does not list a grid: " + e.getMessage());
        }
    }

    private static void requireCoordinates(Path file, Grid grid, Map<String, double[]> columns) throws IOException {
        for (int d = 0; d < grid.dimensions(); d++) {
            var axis = grid.axis(d);
            var values = columns.getOrDefault(axis.name(), new double[grid.cells()]);
            double tolerance = SPACING_TOLERANCE * (axis.max() - axis.min()) / (axis.count() - 1);
            for (int cell = 0; cell < values.length; cell++) {
                if (!(Math.abs(values[cell] - axis.coordinate(grid.index(cell, d))) <= tolerance)) {
                    throw FileBytes.malformed(
                            file,
                            "has " + axis.name() + " = " + values[cell] + " in row " + (cell + 1)
                                    + ", which is no point of an evenly spaced grid");
                }
            }
        }
    }

    private static Status[] status(Path file, Csv.Table table) throws IOException {
        int column = table.header().indexOf(STATUS);
        var status = new ArrayList<Status>();
        for (List<String> row : table.rows()) {
            try {
                status.add(
                        column < 0
                                ? Status.COMPUTED
                                : Status.valueOf(row.get(column).toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw FileBytes.malformed(file, "has the unknown status '" + row.get(column) + "'");
            }
        }
        return status.toArray(Status[]::new);
    }
}
