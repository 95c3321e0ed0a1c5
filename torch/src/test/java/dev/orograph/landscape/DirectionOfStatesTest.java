package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.Safetensors;
import dev.orograph.landscape.DirectionRecipe.InFile;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.BatchNorm;
import dev.orograph.network.Linear;
import dev.orograph.network.Sequential;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directions of state dictionaries move batch-norm statistics as they do weights. */
class DirectionOfStatesTest {
    /** Entries of the state dictionary in PyTorch's order, with the size of each. */
    private static final Map<String, Integer> SIZES = Map.of(
            "0.weight", 6,
            "0.bias", 2,
            "1.weight", 2,
            "1.bias", 2,
            "1.running_mean", 2,
            "1.running_var", 2,
            "1.num_batches_tracked", 1,
            "2.weight", 4,
            "2.bias", 2);

    private static final List<String> ORDER = List.of(
            "0.weight",
            "0.bias",
            "1.weight",
            "1.bias",
            "1.running_mean",
            "1.running_var",
            "1.num_batches_tracked",
            "2.weight",
            "2.bias");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final PointerScope scope = new PointerScope();
    private final ArchitectureModel model = new ArchitectureModel(new Architecture(
            "normalised",
            Map.of(),
            Shape.of(3),
            2,
            Sequential.numbered(List.of(new Linear(3, 2), new BatchNorm(2), new Linear(2, 2)))));

    private State state;
    private Centre centre;

    @BeforeEach
    void make() {
        state = model.initialState();
        centre = Centre.of(RandomStream.of(3).gaussians(model.layout().elements()), model, Precision.FLOAT32);
    }

    @AfterEach
    void close() {
        state.close();
        scope.close();
    }

    private static Shape shape(String name) {
        return switch (name) {
            case "0.weight" -> Shape.of(2, 3);
            case "2.weight" -> Shape.of(2, 2);
            case "1.num_batches_tracked" -> Shape.of();
            default -> Shape.of(2);
        };
    }

    /** Each entry filled with its position in the order; a counter is a whole number. */
    private static NamedArray block(String name, String label) {
        if (name.endsWith("tracked")) {
            return NamedArray.of(label, shape(name), new long[] {ORDER.indexOf(name)});
        }
        var values = new float[SIZES.getOrDefault(name, 0)];
        Arrays.fill(values, ORDER.indexOf(name));
        return NamedArray.of(label, shape(name), values);
    }

    /** As the scripts write it: numbers instead of names. */
    private Path hdf5(List<String> names) throws IOException {
        var blocks = new ArrayList<NamedArray>();
        for (int i = 0; i < names.size(); i++) {
            blocks.add(block(names.get(i), Integer.toString(i)));
        }
        var file = folder.resolve("states.h5");
        DirectionHdf5.write(file, new DirectionBlocks(blocks, List.of()));
        return file;
    }

    private void requirePositions(InFile direction) throws IOException {
        var weights = model.layout().toArrays(direction.choose(centre));
        for (var block : weights.blocks()) {
            assertThat(block.toDoubles()).containsOnly(ORDER.indexOf(block.name()));
        }
        var moved = direction.states(centre, state);
        assertThat(moved).containsOnlyKeys("1.running_mean", "1.running_var");
        moved.forEach((name, tensor) -> assertThat(Tensors.toDoubles(tensor)).containsOnly(ORDER.indexOf(name)));
    }

    @Test
    void blocksWithoutNamesStandInTheOrderOfTheStateDictionary() throws IOException {
        requirePositions(new InFile(hdf5(ORDER).toString(), 0));
    }

    @Test
    void oldFilesCountNoBatches() throws IOException {
        var names = ORDER.stream().filter(name -> !name.endsWith("tracked")).toList();
        requirePositions(new InFile(hdf5(names).toString(), 0));
    }

    @Test
    void blocksWithNamesMayStandAnywhere() throws IOException {
        var file = folder.resolve("states.safetensors");
        Safetensors.write(
                file,
                NamedArrays.of(ORDER.stream()
                        .sorted()
                        .map(name -> block(name, "x." + name))
                        .toList()));
        requirePositions(new InFile(file.toString(), 0));
    }

    @Test
    void directionsOfWeightsMoveNoStatistics() throws IOException {
        var names = ORDER.stream().filter(name -> !state.names().contains(name)).toList();
        assertThat(new InFile(hdf5(names).toString(), 0).states(centre, state)).isEmpty();
    }

    @Test
    void anotherNumberOfBlocksBelongsToAnotherNetwork() throws IOException {
        var file = hdf5(ORDER.subList(0, 4));
        assertThatThrownBy(() -> new InFile(file.toString(), 0).choose(centre))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has 4 blocks where the network has 6, or 9 with its state");
    }

    @Test
    void statisticsMoveAlongAndVariancesStayAboveZero() throws IOException {
        var recipe = new PlaneRecipe(List.of(new InFile(hdf5(ORDER).toString(), 0)));
        try (var plane = recipe.through(centre);
                var along = State.copyOf(recipe.states(centre, plane, state).get(0))) {
            var statistics = new Statistics.Interpolated(state, List.of(along));
            var there = statistics.at(new double[] {.5}, plane.origin());
            assertThat(Tensors.toDoubles(there.tensor("1.running_mean"))).containsOnly(2);
            assertThat(Tensors.toDoubles(there.tensor("1.running_var"))).containsOnly(3.5);
            assertThat(there.tensor("1.num_batches_tracked").item_long()).isZero();
            statistics.release(there);
            var behind = statistics.at(new double[] {-1}, plane.origin());
            assertThat(Tensors.toDoubles(behind.tensor("1.running_mean"))).containsOnly(-4);
            assertThat(Tensors.toDoubles(behind.tensor("1.running_var"))).containsOnly(0);
            statistics.release(behind);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"again.h5", "again.safetensors"})
    void whatIsWrittenIsReadBack(String name) throws IOException {
        var recipe = new PlaneRecipe(List.of(new InFile(hdf5(ORDER).toString(), 0)));
        var file = folder.resolve(name);
        try (var plane = recipe.through(centre);
                var along = State.copyOf(recipe.states(centre, plane, state).get(0))) {
            var statistics = new Statistics.Interpolated(state, List.of(along));
            DirectionFile.write(file, plane, model.layout(), statistics.arrays());
            var again = new InFile(file.toString(), 0);
            requirePositions(again);
            assertThat(Tensors.toDoubles(again.choose(centre)))
                    .containsExactly(Tensors.toDoubles(plane.x()), within(0.0));
        }
    }
}
