package dev.orograph.landscape;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.orograph.network.Weights;
import dev.orograph.optimize.MomentFile;
import dev.orograph.optimize.MomentKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * The direction before any scaling, [elements]; belongs to the current scope and to nobody else, so it may be
     * changed.
     *
     * @throws IOException if a file cannot be read or belongs to another network
     * @throws IllegalArgumentException if something named does not exist
     */
    Tensor choose(Centre centre) throws IOException;

    /** How the direction is then scaled; empty if it stays as it is. */
    default Optional<Scaling> scaling() {
        return Optional.empty();
    }

    /** The form that {@link #parse} reads. */
    String text();

    /**
     * Reads one of {@code random[:SEED][#STREAM]}, {@code file:FILE[#INDEX]}, {@code to:FILE}, {@code parameter:NAME},
     * {@code pca:FILE,FILE,…[#INDEX]} (or {@code pca-biasbn:…}), {@code moment:first|second|update:FILE},
     * {@code gradient}, {@code hessian[:SEED][#INDEX]} and {@code same}; {@code +NORMALISATION[+RANK-ONE]} at the end scales the direction.
     *
     * @param preset what a random direction is unless the text says otherwise; its policy for biases and batch norm is
     *     that of other directions too
     * @throws IllegalArgumentException if the text has another form
     */
    static DirectionRecipe parse(String text, Random preset) {
        return DirectionText.parse(text, preset);
    }

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

    /** The same with another seed, so much larger, if it is random. */
    default DirectionRecipe shifted(long seeds) {
        return this;
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
        public Tensor choose(Centre centre) {
            return Directions.random(centre.layout(), seed, stream, centre.precision());
        }

        @Override
        public DirectionRecipe shifted(long seeds) {
            return new Random(seed + seeds, stream, normalization, rankOne);
        }

        @Override
        public Optional<Scaling> scaling() {
            return Optional.of(new Scaling(normalization, rankOne));
        }

        @Override
        public String text() {
            return "random:" + seed + "#" + stream + new Scaling(normalization, rankOne).text();
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
        public Tensor choose(Centre centre) throws IOException {
            try (var open = DirectionFile.open(Path.of(file))) {
                return open.direction(index, centre.model(), centre.precision());
            }
        }

        @Override
        public Map<String, Tensor> states(Centre centre, State state) throws IOException {
            try (var open = DirectionFile.open(Path.of(file))) {
                return open.states(index, centre.layout(), state);
            }
        }

        @Override
        public String text() {
            return "file:" + file + "#" + index;
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
        public Tensor choose(Centre centre) throws IOException {
            try (var other = Weights.load(Path.of(file), centre.model(), centre.precision())) {
                return Directions.between(centre.theta(), other.theta());
            }
        }

        @Override
        public String text() {
            return "to:" + file;
        }

        /** What the other weights are called in a picture. */
        String name() {
            return String.valueOf(Path.of(file).getFileName()).replaceFirst("\\.[^.]+$", "");
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
            return "towards " + name();
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
        public Tensor choose(Centre centre) {
            return Directions.coordinate(centre.layout(), Coordinate.parse(name), centre.precision());
        }

        @Override
        public String text() {
            return "parameter:" + name;
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

    /**
     * A principal component of checkpoints, of length 1: coordinates are Euclidean distances.
     *
     * @param checkpoints files of weights in the order of training
     * @param index from 0, the direction of most variance
     * @param ignoresRankOne leaves biases and batch norm out
     */
    @JsonTypeName("pca")
    record Principal(List<String> checkpoints, int index, boolean ignoresRankOne) implements DirectionRecipe {
        public Principal {
            checkpoints = List.copyOf(checkpoints);
        }

        @Override
        public Tensor choose(Centre centre) throws IOException {
            return centre.principalComponents(checkpoints, ignoresRankOne).component(index);
        }

        @Override
        public String text() {
            return (ignoresRankOne ? "pca-biasbn:" : "pca:") + String.join(",", checkpoints) + "#" + index;
        }

        @Override
        public List<String> sources() {
            return checkpoints;
        }

        @Override
        public String axisName(String letter) {
            return "principal component " + (index + 1);
        }
    }

    /**
     * What an optimizer remembers.
     *
     * @param moment which of its memories
     * @param file the optimizer's state beside a checkpoint
     */
    @JsonTypeName("moment")
    record Moment(MomentKind moment, String file) implements DirectionRecipe {
        @Override
        public Tensor choose(Centre centre) throws IOException {
            return MomentFile.read(Path.of(file), centre.layout().elements(), centre.precision())
                    .moment(moment);
        }

        @Override
        public String text() {
            return "moment:" + moment + ":" + file;
        }

        @Override
        public List<String> sources() {
            return List.of(file);
        }

        @Override
        public String axisName(String letter) {
            return moment == MomentKind.UPDATE ? "the optimizer's update" : moment + " moment";
        }
    }

    /** Downhill: the negative gradient of the loss over the first part of the data, at the centre. */
    @JsonTypeName("gradient")
    record Downhill() implements DirectionRecipe {
        @Override
        public Tensor choose(Centre centre) {
            try (var scope = new PointerScope()) {
                return Tensors.keep(centre.gradient().neg());
            }
        }

        @Override
        public String text() {
            return "gradient";
        }

        @Override
        public String axisName(String letter) {
            return "steepest descent";
        }
    }

    /**
     * An eigenvector of the Hessian of the loss over the first part of the data, at the centre, of length 1: coordinates
     * are Euclidean distances. Its element of largest size is positive.
     *
     * @param index from 0, the eigenvalue of largest size
     * @param seed of the vector with which the search begins
     */
    @JsonTypeName("hessian")
    record Eigenvector(int index, long seed) implements DirectionRecipe {
        @Override
        public Tensor choose(Centre centre) {
            try (var scope = new PointerScope()) {
                var vector = centre.spectrum(seed).vector(index);
                return Tensors.keep(vector.to(centre.precision().scalarType()).clone());
            }
        }

        @Override
        public String text() {
            return "hessian:" + seed + "#" + index;
        }

        @Override
        public String axisName(String letter) {
            return "eigenvector " + (index + 1);
        }
    }

    /** The direction of x again, so that the picture depends on x + y alone: a check of surveys and figures. */
    @JsonTypeName("same")
    record Same() implements DirectionRecipe {
        @Override
        public Tensor choose(Centre centre) {
            if (centre.earlier().isEmpty()) {
                throw new IllegalArgumentException("the x direction cannot be the same as x; only later ones can");
            }
            return centre.earlier().get(0).clone();
        }

        @Override
        public String text() {
            return "same";
        }
    }

    /**
     * Another direction, scaled as random ones are.
     *
     * @param direction one without a scaling of its own
     * @param rankOne what becomes of biases and batch norm
     */
    @JsonTypeName("rescaled")
    record Rescaled(DirectionRecipe direction, Normalization normalization, RankOnePolicy rankOne)
            implements DirectionRecipe {
        public Rescaled {
            if (direction.scaling().isPresent() || direction instanceof Parameter) {
                throw new IllegalArgumentException("direction " + direction.text() + " cannot be scaled again");
            }
        }

        @Override
        public Tensor choose(Centre centre) throws IOException {
            return direction.choose(centre);
        }

        @Override
        public Optional<Scaling> scaling() {
            return Optional.of(new Scaling(normalization, rankOne));
        }

        @Override
        public String text() {
            return direction.text() + new Scaling(normalization, rankOne).text();
        }

        @Override
        public String kind() {
            return direction.kind();
        }

        @Override
        public List<String> sources() {
            return direction.sources();
        }

        @Override
        public String axisName(String letter) {
            return direction.axisName(letter) + ", " + normalization + "-normalised";
        }
    }
}
