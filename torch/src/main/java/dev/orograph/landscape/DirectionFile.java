package dev.orograph.landscape;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.format.ArrayFile;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.Safetensors;
import dev.orograph.network.Model;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Directions in a file: HDF5 as the loss-landscape scripts write it, with blocks in the order of the network (of
 * its parameters, or of its whole state dictionary), or safetensors with blocks named {@code x.…}, {@code y.…},
 * {@code z.…} and so on, or {@code direction.0.…}, {@code direction.1.…} where there are many.
 */
final class DirectionFile implements AutoCloseable {
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
     * Opens a file of either kind. Of safetensors nothing is read but what is asked for.
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
            throw new IOException(file + " holds no direction: no block's name begins with 'x.' or '"
                    + DirectionBlocks.numbered(0) + "'");
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
        var found = withPrefix(arrays, DirectionBlocks.numbered(0));
        while (!found.isEmpty()) {
            directions.add(found);
            found = withPrefix(arrays, DirectionBlocks.numbered(directions.size()));
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
        write(file, plane, layout, List.of());
    }

    /**
     * Writes a plane's directions, and how the state moves along them.
     *
     * @param states one per axis; none for directions of weights alone
     */
    static void write(Path file, Plane plane, Layout layout, List<NamedArrays> states) throws IOException {
        if (isSafetensors(file)) {
            var blocks = new ArrayList<NamedArray>();
            for (int axis = 0; axis < plane.dimensions(); axis++) {
                var prefix = PlaneRecipe.letter(axis) + ".";
                blocks(plane, layout, states, axis).forEach(block -> blocks.add(block.renamed(prefix + block.name())));
            }
            Safetensors.write(file, NamedArrays.of(blocks));
            return;
        }
        if (plane.dimensions() > 2) {
            throw new IllegalArgumentException("an HDF5 file of directions holds one or two, not " + plane.dimensions()
                    + "; name a file that ends in .safetensors");
        }
        DirectionHdf5.write(
                file,
                new DirectionBlocks(
                        blocks(plane, layout, states, 0),
                        plane.dimensions() < 2 ? List.of() : blocks(plane, layout, states, 1),
                        plane.facts().extras(plane.dimensions())));
    }

    /** What one axis moves, in the order of the state dictionary. */
    private static List<NamedArray> blocks(Plane plane, Layout layout, List<NamedArrays> states, int axis) {
        var weights = layout.toArrays(plane.directions().get(axis));
        if (states.isEmpty()) {
            return weights.blocks();
        }
        var all = new ArrayList<>(weights.blocks());
        all.addAll(states.get(axis).blocks());
        var byName = NamedArrays.of(all);
        return StateOrder.of(layout, states.get(axis).names()).names().stream()
                .map(byName::find)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * One of its directions, [elements]; belongs to the current scope.
     *
     * @param index from 0
     * @throws IOException if it belongs to another network
     * @throws IllegalArgumentException if the file has no such direction
     */
    Tensor direction(int index, Model model, Precision precision) throws IOException {
        try (var state = model.initialState()) {
            var arrays = named(index, model.layout(), state);
            try {
                return model.layout().fromArrays(arrays, precision);
            } catch (IllegalArgumentException e) {
                throw foreign(String.valueOf(e.getMessage()), e);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    /**
     * How one of its directions moves the state, tensor by tensor without counters; empty for a direction of weights.
     * Belong to the current scope.
     *
     * @param index from 0
     * @throws IOException if it belongs to another network
     * @throws IllegalArgumentException if the file has no such direction
     */
    Map<String, Tensor> states(int index, Layout layout, State state) throws IOException {
        var arrays = named(index, layout, state);
        var moved = new LinkedHashMap<String, Tensor>();
        for (var name : state.names()) {
            var tensor = state.tensor(name);
            var array = arrays.find(name);
            if (array == null || !tensor.is_floating_point()) {
                continue;
            }
            if (array.shape().elements() != tensor.numel()) {
                throw foreign(
                        "state block " + name + " has shape " + array.shape() + " where the network needs "
                                + Tensors.shape(tensor),
                        null);
            }
            try (var scope = new PointerScope()) {
                moved.put(
                        name,
                        Tensors.keep(Tensors.fromArray(array)
                                .view(Tensors.shape(tensor).sizes())));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return moved;
    }

    private NamedArrays named(int index, Layout layout, State state) throws IOException {
        if (index < 0 || index >= directions.size()) {
            throw new IllegalArgumentException("direction file " + file + " holds " + directions.size()
                    + (directions.size() == 1 ? " direction" : " directions") + ", so it has no number " + index
                    + " (they count from 0); choose another one, or leave out that axis");
        }
        var blocks = directions.get(index);
        return NamedArrays.of(isNamed ? blocks : renamed(index, blocks, layout, state));
    }

    /** Of weights alone, or of the whole state dictionary; those of PyTorch before 0.4.1 counted no batches. */
    private List<NamedArray> renamed(int index, List<NamedArray> blocks, Layout layout, State state)
            throws IOException {
        var order = StateOrder.of(layout, state.names());
        for (var names : List.of(StateOrder.parameters(layout), order.names(), order.withoutCounters())) {
            if (names.size() == blocks.size()) {
                if (names.size() > layout.blocks().size() && !order.isCertain()) {
                    throw foreign(
                            "its blocks have no order of their own for the state of this network; write it as"
                                    + " safetensors, with names",
                            null);
                }
                var renamed = new ArrayList<NamedArray>();
                for (int i = 0; i < blocks.size(); i++) {
                    renamed.add(blocks.get(i).renamed(names.get(i)));
                }
                return renamed;
            }
        }
        throw foreign(
                "its direction " + index + " has " + blocks.size() + " blocks where the network has "
                        + layout.blocks().size()
                        + (state.isEmpty() ? "" : ", or " + order.names().size() + " with its state"),
                null);
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
        }
    }

    private IOException foreign(String why, @Nullable Exception cause) {
        return new IOException("direction file " + file + " does not belong to this network: " + why, cause);
    }
}
