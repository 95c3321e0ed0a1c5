package dev.orograph.format;

import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Surfaces in the HDF5 layout of the published loss-landscape scripts, which their tools and h5py read.
 *
 * <p>Datasets {@code dir_file} (text), {@code xcoordinates}, {@code ycoordinates} (not for a line), and one per
 * quantity, such as {@code train_loss} (mean over samples) and {@code train_acc} (percent). The scripts declare a
 * quantity as (nx, ny) but fill it with x running fastest, so that a square grid reads as {@code z[iy][ix]} and any
 * other must be reshaped to (ny, nx) first; so do we. A volume, which the scripts do not know, has
 * {@code zcoordinates} and quantities declared as they are filled, (nz, ny, nx).
 *
 * <p>On top of that, where the scripts see nothing: a dataset {@code status} (int8: 0 pending, 1 computed, 2 failed, 3
 * interpolated), trust figures as attributes {@code trust.<name>} (float64) and provenance as attributes (text) of the root group.
 * Long provenance goes to text datasets in the group {@code provenance}, as HDF5 limits attributes to 64 KB. Cells that
 * are pending or failed hold NaN. In files without {@code status}, −1 means not computed, as the scripts have it: see {@link MinusOne}.
 */
public final class SurfaceHdf5 {
    /** Key of the provenance entry that is stored as the dataset of the same name: the file of the directions. */
    public static final String DIRECTION_FILE = "dir_file";

    private static final String STATUS = "status";

    private static final String PROVENANCE = "provenance";
    private static final String TRUST_PREFIX = "trust.";
    private static final String AXIS_PREFIX = "axis.";
    private static final String AXES = "xyz";

    /** Attributes of jhdf itself start with this. */
    private static final String LIBRARY_PREFIX = "_";

    /** Well under the 64 KB that all attributes of a group may take together. */
    private static final int ATTRIBUTE_BYTES = 32_000;

    /** Quantities that the scripts know, in the order in which they are listed; others follow by name. */
    static final List<String> KNOWN = List.of("train_loss", "train_acc", "test_loss", "test_acc");

    /** Coordinates of an axis may differ from even spacing by this share of a step: more than float32 rounds. */
    private static final double SPACING_TOLERANCE = 1e-3;

    private SurfaceHdf5() {}

    /**
     * Writes {@code surface}.
     *
     * @throws IllegalArgumentException if the grid has more than three axes
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(Path file, Surface surface) throws IOException {
        var grid = surface.grid();
        if (grid.dimensions() > AXES.length()) {
            throw new IllegalArgumentException(
                    "a surface file holds at most " + AXES.length() + " axes, the grid has " + grid.dimensions());
        }
        var shape = shape(grid);
        Hdf5.write(file, hdf -> {
            var entries = surface.provenance().entries();
            hdf.putDataset(DIRECTION_FILE, entries.getOrDefault(DIRECTION_FILE, ""));
            for (int d = 0; d < grid.dimensions(); d++) {
                hdf.putDataset(coordinates(d), grid.axis(d).coordinates());
                hdf.putAttribute(AXIS_PREFIX + AXES.charAt(d), grid.axis(d).name());
            }
            for (var name : surface.quantityNames()) {
                var values = NamedArray.of(name, Shape.of(grid.cells()), surface.values(name));
                hdf.putDataset(name, Hdf5.nested(values.data(), double.class, shape));
            }
            hdf.putDataset(STATUS, Hdf5.nested(ByteBuffer.wrap(StatusCodes.of(surface)), byte.class, shape))
                    .putAttribute("meaning", StatusCodes.MEANING);
            surface.trust().figures().forEach((name, value) -> hdf.putAttribute(TRUST_PREFIX + name, value));
            putProvenance(hdf, entries);
        });
    }

    /** As the scripts declare it, which is not as they fill it, for up to two axes; slowest axis first for three. */
    private static Shape shape(Grid grid) {
        var sizes = grid.axes().stream().mapToLong(Axis::count).toArray();
        return sizes.length < 3 ? Shape.of(sizes) : Shape.of(sizes[2], sizes[1], sizes[0]);
    }

    /**
     * Writes exactly what the published scripts would: no states, no trust figures, no provenance but {@code dir_file},
     * and −1 in all quantities of a cell that is pending or failed, which their survey then computes.
     *
     * @throws IllegalArgumentException if the grid has more than two axes
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void writePlain(Path file, Surface surface) throws IOException {
        var grid = surface.grid();
        if (grid.dimensions() > 2) {
            throw new IllegalArgumentException("the published scripts know one or two axes, the grid has "
                    + grid.dimensions() + "; write slices of it");
        }
        Hdf5.write(file, hdf -> {
            hdf.putDataset(DIRECTION_FILE, surface.provenance().entries().getOrDefault(DIRECTION_FILE, ""));
            for (int d = 0; d < grid.dimensions(); d++) {
                hdf.putDataset(coordinates(d), grid.axis(d).coordinates());
            }
            for (var name : surface.quantityNames()) {
                var values = surface.values(name);
                for (int cell = 0; cell < values.length; cell++) {
                    values[cell] = surface.status(cell).hasValues() ? values[cell] : MinusOne.NOT_COMPUTED;
                }
                var block = NamedArray.of(name, Shape.of(grid.cells()), values);
                hdf.putDataset(name, Hdf5.nested(block.data(), double.class, shape(grid)));
            }
        });
    }

    private static String coordinates(int dimension) {
        return AXES.charAt(dimension) + "coordinates";
    }

    private static void putProvenance(WritableHdfFile hdf, Map<String, String> entries) {
        int room = ATTRIBUTE_BYTES;
        var tooLong = new TreeMap<String, String>();
        for (var entry : entries.entrySet()) {
            int bytes = (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length + 64;
            if (entry.getKey().equals(DIRECTION_FILE)) {
                continue;
            }
            if (bytes <= room) {
                room -= bytes;
                hdf.putAttribute(entry.getKey(), entry.getValue());
            } else {
                tooLong.put(entry.getKey(), entry.getValue());
            }
        }
        if (!tooLong.isEmpty()) {
            var group = hdf.putGroup(PROVENANCE);
            tooLong.forEach(group::putDataset);
        }
    }

    /**
     * Reads a surface of ours or of the published scripts. Quantities come in the order train loss and accuracy, test
     * loss and accuracy, then by name; {@code dir_file} becomes a provenance entry.
     *
     * @throws IOException in one sentence, if the file is missing, damaged, or holds no surface
     */
    public static Surface read(Path file) throws IOException {
        return Hdf5.read(file, hdf -> {
            var grid = grid(file, hdf);
            var quantities = quantities(file, hdf, grid);
            var provenance = provenance(file, hdf);
            var codes = Hdf5.find(file, hdf, STATUS);
            if (codes != null) {
                return Surface.of(grid, quantities, status(file, codes, grid), trust(hdf), provenance);
            }
            var minusOne = MinusOne.of(grid.cells(), quantities);
            return Surface.of(
                    grid,
                    minusOne.quantities(),
                    minusOne.status().toArray(Status[]::new),
                    trust(hdf),
                    provenance.with(minusOne.gaps()));
        });
    }

    private static Grid grid(Path file, HdfFile hdf) throws IOException {
        Hdf5.require(file, hdf, coordinates(0));
        var axes = new ArrayList<Axis>();
        for (int d = 0; d < AXES.length(); d++) {
            var dataset = Hdf5.find(file, hdf, coordinates(d));
            if (dataset == null) {
                break;
            }
            var label = hdf.getAttribute(AXIS_PREFIX + AXES.charAt(d));
            var name = label != null && label.getData() instanceof String text ? text : AXES.substring(d, d + 1);
            axes.add(axis(file, name, Hdf5.doubles(file, dataset)));
        }
        try {
            return new Grid(axes);
        } catch (IllegalArgumentException e) {
            throw FileBytes.malformed(file, "holds no valid grid: " + e.getMessage());
        }
    }

    private static Axis axis(Path file, String name, double[] coordinates) throws IOException {
        if (coordinates.length < 2) {
            throw FileBytes.malformed(
                    file,
                    "has " + coordinates.length + " coordinates on axis " + name + "; a surface needs at least 2");
        }
        double first = coordinates[0];
        double last = coordinates[coordinates.length - 1];
        try {
            var axis = new Axis(name, first, last, coordinates.length);
            double tolerance = SPACING_TOLERANCE * (last - first) / (coordinates.length - 1);
            for (int i = 0; i < coordinates.length; i++) {
                if (!(Math.abs(coordinates[i] - axis.coordinate(i)) <= tolerance)) {
                    throw FileBytes.malformed(file, "has coordinates on axis " + name + " that are not evenly spaced");
                }
            }
            return axis;
        } catch (IllegalArgumentException e) {
            throw FileBytes.malformed(file, "has no valid axis: " + e.getMessage());
        }
    }

    private static Map<String, double[]> quantities(Path file, HdfFile hdf, Grid grid) throws IOException {
        var names = hdf.getChildren().keySet().stream()
                .filter(name -> !name.equals(STATUS) && !name.equals(DIRECTION_FILE) && !name.endsWith("coordinates"))
                .sorted(Comparator.comparingInt(SurfaceHdf5::rank).thenComparing(Comparator.naturalOrder()))
                .toList();
        var quantities = new LinkedHashMap<String, double[]>();
        for (var name : names) {
            if (hdf.getChild(name) instanceof Group) {
                continue;
            }
            var dataset = Hdf5.require(file, hdf, name);
            if (isReal(dataset) && dataset.getSize() == grid.cells()) {
                quantities.put(name, Hdf5.doubles(file, dataset).clone());
            } else if (KNOWN.contains(name)) {
                throw FileBytes.malformed(
                        file,
                        "has " + dataset.getSize() + " values of " + name + " for a grid of " + grid.cells()
                                + " cells");
            }
        }
        if (quantities.isEmpty()) {
            throw FileBytes.malformed(file, "has coordinates but no quantity such as train_loss");
        }
        return quantities;
    }

    private static int rank(String name) {
        int index = KNOWN.indexOf(name);
        return index < 0 ? KNOWN.size() : index;
    }

    private static boolean isReal(Dataset dataset) {
        return dataset.getJavaType() == double.class || dataset.getJavaType() == float.class;
    }

    private static Status[] status(Path file, Dataset dataset, Grid grid) throws IOException {
        var codes = Hdf5.doubles(file, dataset);
        if (codes.length != grid.cells()) {
            throw FileBytes.malformed(file, "has " + codes.length + " states for a grid of " + grid.cells() + " cells");
        }
        var status = new Status[codes.length];
        for (int cell = 0; cell < status.length; cell++) {
            var known = StatusCodes.status(codes[cell]);
            if (known == null) {
                throw FileBytes.malformed(file, "has the unknown state " + codes[cell] + " at cell " + cell);
            }
            status[cell] = known;
        }
        return status;
    }

    private static Trust trust(HdfFile hdf) {
        var figures = new TreeMap<String, Double>();
        hdf.getAttributes().forEach((name, attribute) -> {
            if (name.startsWith(TRUST_PREFIX) && attribute.getData() instanceof Number value) {
                figures.put(name.substring(TRUST_PREFIX.length()), value.doubleValue());
            }
        });
        return new Trust(figures);
    }

    private static Provenance provenance(Path file, HdfFile hdf) throws IOException {
        var entries = new TreeMap<String, String>();
        hdf.getAttributes().forEach((name, attribute) -> {
            if (!name.startsWith(LIBRARY_PREFIX)
                    && !name.startsWith(AXIS_PREFIX)
                    && attribute.getData() instanceof String text) {
                entries.put(name, text);
            }
        });
        if (hdf.getChild(PROVENANCE) instanceof Group group) {
            for (var name : group.getChildren().keySet()) {
                putText(entries, name, Hdf5.require(file, group, name));
            }
        }
        putText(entries, DIRECTION_FILE, Hdf5.find(file, hdf, DIRECTION_FILE));
        return new Provenance(entries);
    }

    private static void putText(Map<String, String> entries, String name, @Nullable Dataset dataset) {
        if (dataset != null && dataset.getData() instanceof String text && !text.isEmpty()) {
            entries.put(name, text);
        }
    }
}
