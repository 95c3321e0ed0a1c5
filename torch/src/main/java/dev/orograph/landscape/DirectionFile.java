package dev.orograph.landscape;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.format.ArrayFile;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.Safetensors;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Directions in a file: HDF5 as the loss-landscape scripts write it, with blocks in the order of the network, or
 * safetensors with blocks named {@code x.…}, {@code y.…}, {@code z.…} and so on, or {@code direction.0.…},
 * {@code direction.1.…} where there are many.
 */
final class DirectionFile implements AutoCloseable {
    private static final String NUMBERED = "direction.";

    private final Path file;
    private final List<List<NamedArray>> directions;
    private final boolean isNamed;
    private final @Nullable ArrayFile open;

    /**
     * @param open where the directions are read from; null if they are in memory
     */
    private DirectionFile(Path file, List<List<NamedArray>> directions, boolean isNamed, @Nullable ArrayFile open) {
        this.file = file;
        this.directions = directions;
        this.isNamed = isNamed;
        this.open = open;
    }

    /**
     * Opens a file of either kind. Of safetensors nothing is read but what {@link #direction} is asked for.
     *
     * @throws IOException if it cannot be read or holds no directions; the message names it
     */
    static DirectionFile open(Path file) throws IOException {
        if (isSafetensors(file)) {
            return named(file, Safetensors.open(file));
        }
        var both = DirectionHdf5.read(file);
        var directions = both.y().isEmpty() ? List.of(both.x()) : List.of(both.x(), both.y());
        return new DirectionFile(file, directions, false, null);
    }

    private static DirectionFile named(Path file, ArrayFile open) throws IOException {
        var directions = lettered(open.arrays());
        if (directions.isEmpty()) {
            directions = numbered(open.arrays());
        }
        if (directions.isEmpty()) {
            open.close();
            throw new IOException(
                    file + " holds no direction: no block's name begins with 'x.' or '" + NUMBERED + "0.'");
        }
        return new DirectionFile(file, directions, true, open);
    }

    private static boolean isSafetensors(Path file) {
        return file.toString().endsWith(".safetensors");
    }

    private static List<List<NamedArray>> lettered(NamedArrays arrays) {
        var directions = new ArrayList<List<NamedArray>>();
        for (int axis = 0; axis < PlaneRecipe.AXES.length(); axis++) {
            var found = withPrefix(arrays, PlaneRecipe.letter(axis) + ".");
            if (found.isEmpty()) {
                break;
            }
            directions.add(found);
        }
        return directions;
    }

    private static List<List<NamedArray>> numbered(NamedArrays arrays) {
        var directions = new ArrayList<List<NamedArray>>();
        var found = withPrefix(arrays, NUMBERED + "0.");
        while (!found.isEmpty()) {
            directions.add(found);
            found = withPrefix(arrays, NUMBERED + directions.size() + ".");
        }
        return directions;
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

    /** Writes a plane's directions; see {@link SurveyJob#saveDirections}. */
    static void write(Path file, Plane plane, Layout layout) throws IOException {
        if (isSafetensors(file)) {
            var blocks = new ArrayList<NamedArray>();
            for (int axis = 0; axis < plane.dimensions(); axis++) {
                var prefix = PlaneRecipe.letter(axis) + ".";
                layout.toArrays(plane.directions().get(axis))
                        .blocks()
                        .forEach(block -> blocks.add(block.renamed(prefix + block.name())));
            }
            Safetensors.write(file, NamedArrays.of(blocks));
            return;
        }
        if (plane.dimensions() > 2) {
            throw new IllegalArgumentException("an HDF5 file of directions holds one or two, not " + plane.dimensions()
                    + "; name a file that ends in .safetensors");
        }
        var y = plane.y();
        DirectionHdf5.write(
                file,
                new DirectionBlocks(
                        layout.toArrays(plane.x()).blocks(),
                        y == null ? List.of() : layout.toArrays(y).blocks(),
                        plane.facts().extras(plane.dimensions())));
    }

    /**
     * One of its directions, [elements]; belongs to the current scope.
     *
     * @param index from 0
     * @throws IOException if it belongs to another network
     * @throws IllegalArgumentException if the file has no such direction
     */
    Tensor direction(int index, Layout layout, Precision precision) throws IOException {
        if (index < 0 || index >= directions.size()) {
            throw new IllegalArgumentException("direction file " + file + " holds " + directions.size()
                    + (directions.size() == 1 ? " direction" : " directions") + ", so it has no number " + index
                    + " (they count from 0); choose another one, or leave out that axis");
        }
        var blocks = directions.get(index);
        var named = isNamed ? blocks : inLayoutOrder(index, blocks, layout);
        try {
            return layout.fromArrays(NamedArrays.of(named), precision);
        } catch (IllegalArgumentException e) {
            throw new IOException("direction file " + file + " does not belong to this network: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    private List<NamedArray> inLayoutOrder(int index, List<NamedArray> blocks, Layout layout) throws IOException {
        if (blocks.size() != layout.blocks().size()) {
            throw new IOException("direction file " + file + " does not belong to this network: its direction " + index
                    + " has " + blocks.size() + " blocks where the network has "
                    + layout.blocks().size());
        }
        var named = new ArrayList<NamedArray>();
        for (int i = 0; i < blocks.size(); i++) {
            named.add(blocks.get(i).renamed(layout.blocks().get(i).name()));
        }
        return named;
    }
}
