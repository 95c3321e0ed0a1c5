package dev.orograph.landscape;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.Safetensors;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Directions in a file: HDF5 as the loss-landscape scripts write it, with blocks in the order of the network, or
 * safetensors with blocks named {@code x.…} and {@code y.…}.
 */
final class DirectionFile {
    private final Path file;
    private final List<NamedArray> x;
    private final List<NamedArray> y;
    private final boolean isNamed;

    private DirectionFile(Path file, List<NamedArray> x, List<NamedArray> y, boolean isNamed) {
        this.file = file;
        this.x = x;
        this.y = y;
        this.isNamed = isNamed;
    }

    /**
     * Reads a file of either kind.
     *
     * @throws IOException if it cannot be read or holds no directions; the message names it
     */
    static DirectionFile read(Path file) throws IOException {
        if (file.toString().endsWith(".safetensors")) {
            var arrays = Safetensors.read(file);
            var x = withPrefix(arrays, "x.");
            if (x.isEmpty()) {
                throw new IOException(file + " holds no direction: no block's name begins with 'x.'");
            }
            return new DirectionFile(file, x, withPrefix(arrays, "y."), true);
        }
        var directions = DirectionHdf5.read(file);
        return new DirectionFile(file, directions.x(), directions.y(), false);
    }

    private static List<NamedArray> withPrefix(NamedArrays arrays, String prefix) {
        var found = new ArrayList<NamedArray>();
        for (var block : arrays.blocks()) {
            if (block.name().startsWith(prefix)) {
                found.add(block.renamed(block.name().substring(prefix.length())));
            }
        }
        return found;
    }

    /** Number of directions, 1 or 2. */
    private int count() {
        return y.isEmpty() ? 1 : 2;
    }

    /**
     * One of its directions, [elements]; belongs to the current scope.
     *
     * @param index from 0
     * @throws IOException if it belongs to another network
     * @throws IllegalArgumentException if the file has no such direction
     */
    Tensor direction(int index, Layout layout, Precision precision) throws IOException {
        if (index < 0 || index >= count()) {
            throw new IOException(
                    "direction file " + file + " holds " + count() + " direction, so it has none for axis "
                            + PlaneRecipe.AXES.charAt(index) + "; leave out that range or give another direction");
        }
        return index == 0 ? flat("x", x, layout, precision) : flat("y", y, layout, precision);
    }

    private Tensor flat(String axis, List<NamedArray> blocks, Layout layout, Precision precision) throws IOException {
        var named = isNamed ? blocks : inLayoutOrder(axis, blocks, layout);
        try {
            return layout.fromArrays(NamedArrays.of(named), precision);
        } catch (IllegalArgumentException e) {
            throw new IOException("direction file " + file + " does not belong to this network: " + e.getMessage(), e);
        }
    }

    private List<NamedArray> inLayoutOrder(String axis, List<NamedArray> blocks, Layout layout) throws IOException {
        if (blocks.size() != layout.blocks().size()) {
            throw new IOException("direction file " + file + " does not belong to this network: its " + axis
                    + " direction has " + blocks.size() + " blocks where the network has "
                    + layout.blocks().size());
        }
        var named = new ArrayList<NamedArray>();
        for (int i = 0; i < blocks.size(); i++) {
            named.add(blocks.get(i).renamed(layout.blocks().get(i).name()));
        }
        return named;
    }
}
