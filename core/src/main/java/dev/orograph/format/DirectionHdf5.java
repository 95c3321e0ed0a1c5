package dev.orograph.format;

import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Directions in the HDF5 layout of the published loss-landscape scripts: groups {@code xdirection} and
 * {@code ydirection}, in each the datasets "0" … "N−1", one block each in its own shape. Principal directions have
 * {@code explained_variance_ratio_}, {@code singular_values_} and {@code explained_variance_} beside them.
 *
 * <p>On top of that each dataset carries its block's name as the attribute {@code name}; blocks of the scripts' files,
 * which know none, are named by their number.
 */
public final class DirectionHdf5 {
    private static final String X = "xdirection";
    private static final String Y = "ydirection";
    private static final String NAME = "name";

    private DirectionHdf5() {}

    /**
     * Writes {@code directions}.
     *
     * @throws IllegalArgumentException if a block has no elements or is neither float32, float64 nor int64
     * @throws IOException naming the file, if it could not be written; nothing has changed then
     */
    public static void write(Path file, DirectionBlocks directions) throws IOException {
        Hdf5.write(file, hdf -> {
            put(hdf.putGroup(X), directions.x());
            if (!directions.y().isEmpty()) {
                put(hdf.putGroup(Y), directions.y());
            }
            directions
                    .extras()
                    .forEach((name, values) -> hdf.putDataset(
                            name,
                            values.stream().mapToDouble(Double::doubleValue).toArray()));
        });
    }

    private static void put(WritableGroup group, List<NamedArray> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            if (block.shape().elements() == 0) {
                throw new IllegalArgumentException("block " + block.name() + " is empty; HDF5 cannot hold it here");
            }
            group.putDataset(Integer.toString(i), Hdf5.nested(block.data(), component(block), block.shape()))
                    .putAttribute(NAME, block.name());
        }
    }

    private static Class<?> component(NamedArray block) {
        return switch (block.type()) {
            case FLOAT32 -> float.class;
            case FLOAT64 -> double.class;
            case INT64 -> long.class;
            default ->
                throw new IllegalArgumentException(
                        "block " + block.name() + " is " + block.type() + "; a direction needs FLOAT32");
        };
    }

    /**
     * Reads a direction file of ours or of the published scripts.
     *
     * @throws IOException in one sentence, if the file is missing, damaged, or holds no direction
     */
    public static DirectionBlocks read(Path file) throws IOException {
        return Hdf5.read(file, hdf -> {
            var x = blocks(file, hdf, X);
            if (x.isEmpty()) {
                throw FileBytes.malformed(file, "is not a direction file: it has no blocks in '" + X + "'");
            }
            try {
                return new DirectionBlocks(x, blocks(file, hdf, Y), extras(file, hdf));
            } catch (IllegalArgumentException e) {
                throw FileBytes.malformed(file, "holds no valid directions: " + e.getMessage());
            }
        });
    }

    private static List<NamedArray> blocks(Path file, HdfFile hdf, String direction) throws IOException {
        var blocks = new ArrayList<NamedArray>();
        if (hdf.getChild(direction) instanceof Group group) {
            for (int i = 0; i < group.getChildren().size(); i++) {
                blocks.add(block(file, Hdf5.require(file, group, Integer.toString(i))));
            }
        }
        return blocks;
    }

    private static NamedArray block(Path file, Dataset dataset) throws IOException {
        var label = dataset.getAttribute(NAME);
        var name = label != null && label.getData() instanceof String text ? text : dataset.getName();
        var sizes = new long[dataset.getDimensions().length];
        for (int d = 0; d < sizes.length; d++) {
            sizes[d] = dataset.getDimensions()[d];
        }
        var shape = Shape.of(sizes);
        var data = dataset.getDataFlat();
        if (data instanceof float[] values) {
            return NamedArray.of(name, shape, values);
        }
        if (data instanceof Float value) {
            return NamedArray.of(name, shape, new float[] {value});
        }
        if (data instanceof long[] values) {
            return NamedArray.of(name, shape, values);
        }
        if (data instanceof Long value) {
            return NamedArray.of(name, shape, new long[] {value});
        }
        return NamedArray.of(name, shape, Hdf5.doubles(file, dataset));
    }

    private static Map<String, List<Double>> extras(Path file, HdfFile hdf) throws IOException {
        var extras = new LinkedHashMap<String, List<Double>>();
        for (var name : hdf.getChildren().keySet().stream().sorted().toList()) {
            if (hdf.getChild(name) instanceof Dataset) {
                var values = Hdf5.doubles(file, Hdf5.require(file, hdf, name));
                extras.put(name, Arrays.stream(values).boxed().toList());
            }
        }
        return extras;
    }
}
