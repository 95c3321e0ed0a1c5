package dev.orograph.landscape;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.orograph.network.Model;
import dev.orograph.network.Weights;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How to choose one direction through a network's weights; plain values, so that it can stand beside a result and be
 * followed again. As JSON, {@code kind} tells which case it is.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface DirectionRecipe {
    /**
     * Where a direction starts.
     *
     * @param theta [elements], the weights at the centre
     */
    record Centre(Tensor theta, Model model, Precision precision) {
        Layout layout() {
            return model.layout();
        }
    }

    /**
     * The direction, [elements]; belongs to the current scope.
     *
     * @throws IOException if a file cannot be read or belongs to another network
     * @throws IllegalArgumentException if something named does not exist
     */
    Tensor from(Centre centre) throws IOException;

    /** The word for the case, as in JSON. */
    default String kind() {
        return getClass().getAnnotation(JsonTypeName.class).value();
    }

    /**
     * How batch-norm statistics move along it, tensor by tensor; those that are missing stay where they are. Belong to
     * the current scope.
     *
     * @throws IOException if a file cannot be read
     */
    default Map<String, Tensor> states(Centre centre, State state) throws IOException {
        return Map.of();
    }

    /** Files that decide the direction. */
    default List<String> sources() {
        return List.of();
    }

    /**
     * What the coordinate along it is, for labels.
     *
     * @param letter the axis, {@code x} first
     */
    default String axisName(String letter) {
        return letter;
    }

    /** Whether the coordinate 1 is a place of its own, such as other weights. */
    default boolean endsAtOne() {
        return false;
    }

    /** The coordinate of the network's own weights. */
    default double centre(Tensor theta, Layout layout) {
        return 0;
    }

    /** Changes the origin of the plane where coordinates count from elsewhere than the centre. */
    default void shiftOrigin(Tensor origin, Layout layout) {}

    /**
     * Normal numbers, normalised.
     *
     * @param seed of the landscape
     * @param stream directions of one seed and different streams are independent; usually the axis, 0 for x
     * @param rankOne what it does to biases and batch norm
     */
    @JsonTypeName("random")
    record Random(long seed, int stream, Normalization normalization, RankOnePolicy rankOne)
            implements DirectionRecipe {
        @Override
        public Tensor from(Centre centre) {
            try (var scope = new PointerScope()) {
                var drawn = Directions.random(centre.layout(), seed, stream, centre.precision());
                return Tensors.keep(normalization.apply(drawn, centre.theta(), centre.layout(), rankOne));
            }
        }

        /** {@inheritDoc} As other tensors of rank 1, but never at random: their scale is not the network's choice. */
        @Override
        public Map<String, Tensor> states(Centre centre, State state) {
            var moved = new LinkedHashMap<String, Tensor>();
            if (rankOne == RankOnePolicy.COPY) {
                for (var name : state.names()) {
                    var tensor = state.tensor(name);
                    if (tensor.is_floating_point()) {
                        moved.put(name, tensor);
                    }
                }
            }
            return moved;
        }
    }

    /**
     * A direction of a file, as it is.
     *
     * @param file HDF5 as the loss-landscape scripts write it, or safetensors
     * @param index which of its directions, from 0
     */
    @JsonTypeName("file")
    record InFile(String file, int index) implements DirectionRecipe {
        @Override
        public Tensor from(Centre centre) throws IOException {
            return DirectionFile.read(Path.of(file)).direction(index, centre.layout(), centre.precision());
        }

        @Override
        public List<String> sources() {
            return List.of(file);
        }
    }

    /**
     * From the centre to other weights, as it is: they lie at 1.
     *
     * @param file the other weights
     */
    @JsonTypeName("weights")
    record Towards(String file) implements DirectionRecipe {
        @Override
        public Map<String, Tensor> states(Centre centre, State state) throws IOException {
            try (var other = Weights.load(Path.of(file), centre.model(), centre.precision())) {
                return Statistics.between(state, other.state());
            }
        }

        @Override
        public Tensor from(Centre centre) throws IOException {
            try (var other = Weights.load(Path.of(file), centre.model(), centre.precision())) {
                return Directions.between(centre.theta(), other.theta());
            }
        }

        @Override
        public List<String> sources() {
            return List.of(file);
        }

        @Override
        public boolean endsAtOne() {
            return true;
        }

        @Override
        public String axisName(String letter) {
            return "towards " + String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.[^.]+$", "");
        }
    }

    /**
     * One parameter; the coordinate is its value itself.
     *
     * @param name as {@link Coordinate#parse} reads it
     */
    @JsonTypeName("parameter")
    record Parameter(String name) implements DirectionRecipe {
        @Override
        public Tensor from(Centre centre) {
            return Directions.coordinate(centre.layout(), Coordinate.parse(name), centre.precision());
        }

        @Override
        public String axisName(String letter) {
            return name;
        }

        @Override
        public double centre(Tensor theta, Layout layout) {
            try (var scope = new PointerScope()) {
                return theta.narrow(0, Coordinate.parse(name).position(layout), 1)
                        .item_double();
            }
        }

        @Override
        public void shiftOrigin(Tensor origin, Layout layout) {
            try (var scope = new PointerScope()) {
                origin.narrow(0, Coordinate.parse(name).position(layout), 1).fill_(new Scalar(0.0));
            }
        }
    }
}
