package dev.orograph.landscape;

import dev.orograph.network.Model;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * How to choose a line, plane or volume through a network's weights: one direction per axis, x first.
 *
 * @param directions one or more, of any kinds
 */
public record PlaneRecipe(List<DirectionRecipe> directions) {
    /** Letters of the axes, in their order. */
    static final String AXES = "xyzuvw";

    public PlaneRecipe {
        directions = List.copyOf(directions);
        if (directions.isEmpty() || directions.size() > AXES.length()) {
            throw new IllegalArgumentException(
                    "a plane has 1 to " + AXES.length() + " directions, not " + directions.size());
        }
    }

    /** Random directions of one normalisation. */
    public static PlaneRecipe random(int dimensions, long seed, Normalization normalization, RankOnePolicy rankOne) {
        return new PlaneRecipe(IntStream.range(0, dimensions)
                .<DirectionRecipe>mapToObj(axis -> new DirectionRecipe.Random(seed, axis, normalization, rankOne))
                .toList());
    }

    /** The first directions of a file. */
    public static PlaneRecipe file(int dimensions, Path file) {
        return new PlaneRecipe(IntStream.range(0, dimensions)
                .<DirectionRecipe>mapToObj(axis -> new DirectionRecipe.InFile(file.toString(), axis))
                .toList());
    }

    /** From the centre to other sets of weights. */
    public static PlaneRecipe weights(List<Path> files) {
        return new PlaneRecipe(files.stream()
                .<DirectionRecipe>map(file -> new DirectionRecipe.Towards(file.toString()))
                .toList());
    }

    /** Named parameters in absolute values. */
    public static PlaneRecipe coordinates(List<String> names) {
        return new PlaneRecipe(names.stream()
                .<DirectionRecipe>map(DirectionRecipe.Parameter::new)
                .toList());
    }

    /** Number of axes. */
    public int dimensions() {
        return directions.size();
    }

    /** Files that decide the plane, each once. */
    public List<String> sources() {
        return directions.stream()
                .flatMap(direction -> direction.sources().stream())
                .distinct()
                .toList();
    }

    /** What the coordinate along an axis is, for labels: a parameter, a way to other weights, or plain x and y. */
    String axisName(int axis) {
        return directions.get(axis).axisName(AXES.substring(axis, axis + 1));
    }

    /**
     * How batch-norm statistics move along each axis, tensor by tensor; belong to the current scope.
     *
     * @param theta [elements], the centre
     * @param state of the network at the centre
     * @throws IOException if a file cannot be read or belongs to another network
     */
    List<Map<String, Tensor>> states(Tensor theta, State state, Model model, Precision precision) throws IOException {
        var along = new ArrayList<Map<String, Tensor>>();
        var centre = new DirectionRecipe.Centre(theta, model, precision);
        for (var direction : directions) {
            along.add(direction.states(centre, state));
        }
        return along;
    }

    /**
     * The plane through a network's weights; the caller closes it.
     *
     * @param theta [elements], the centre
     * @throws IOException if a file cannot be read or belongs to another network
     * @throws IllegalArgumentException if something named does not exist
     */
    public Plane through(Tensor theta, Model model, Precision precision) throws IOException {
        try (var scope = new PointerScope()) {
            var origin = theta.clone();
            var centre = new DirectionRecipe.Centre(theta, model, precision);
            var along = new ArrayList<Tensor>();
            for (var direction : directions) {
                along.add(direction.from(centre));
                direction.shiftOrigin(origin, model.layout());
            }
            return Plane.through(origin, along);
        }
    }
}
