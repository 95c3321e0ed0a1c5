package dev.orograph.landscape;

import dev.orograph.network.Model;
import dev.orograph.network.Weights;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How to choose a line or plane through a network's weights; plain values, so that it can stand beside a result and be
 * followed again.
 *
 * @param kind where the directions come from
 * @param seed of random directions
 * @param xNormalization applied to random directions along x
 * @param yNormalization applied to random directions along y
 * @param rankOne what random directions do to biases and batch norm
 * @param sources files by kind: one direction file, or one or two further sets of weights; empty otherwise
 * @param coordinates parameters that the axes move, by kind; empty otherwise
 */
public record PlaneRecipe(
        Kind kind,
        long seed,
        Normalization xNormalization,
        Normalization yNormalization,
        RankOnePolicy rankOne,
        List<String> sources,
        List<String> coordinates) {
    /** Where directions come from. */
    public enum Kind {
        /** Normal numbers, normalised. */
        RANDOM,
        /** A direction file, as it is. */
        FILE,
        /** From these weights to one or two others, as they are. */
        WEIGHTS,
        /** Parameters by name; coordinates are their values themselves. */
        COORDINATES
    }

    public PlaneRecipe {
        sources = List.copyOf(sources);
        coordinates = List.copyOf(coordinates);
    }

    /** Random directions of one normalisation. */
    public static PlaneRecipe random(long seed, Normalization normalization, RankOnePolicy rankOne) {
        return new PlaneRecipe(Kind.RANDOM, seed, normalization, normalization, rankOne, List.of(), List.of());
    }

    /** The directions of a file. */
    public static PlaneRecipe file(Path file) {
        return unnormalized(Kind.FILE, List.of(file.toString()), List.of());
    }

    /** From the centre to one or two other sets of weights. */
    public static PlaneRecipe weights(List<Path> files) {
        return unnormalized(Kind.WEIGHTS, files.stream().map(Path::toString).toList(), List.of());
    }

    /** One or two named parameters in absolute values. */
    public static PlaneRecipe coordinates(List<String> names) {
        return unnormalized(Kind.COORDINATES, List.of(), names);
    }

    private static PlaneRecipe unnormalized(Kind kind, List<String> sources, List<String> coordinates) {
        return new PlaneRecipe(
                kind, 0, Normalization.NONE, Normalization.NONE, RankOnePolicy.LAYER, sources, coordinates);
    }

    /** What the coordinate along an axis is, for labels: a parameter, a way to other weights, or plain x and y. */
    String axisName(int axis) {
        if (kind == Kind.COORDINATES && axis < coordinates.size()) {
            return coordinates.get(axis);
        }
        if (kind == Kind.WEIGHTS && axis < sources.size()) {
            var file = String.valueOf(Path.of(sources.get(axis)).getFileName());
            return "towards " + file.replaceFirst("\\.[^.]+$", "");
        }
        return axis == 0 ? "x" : "y";
    }

    /**
     * The plane through a network's weights; the caller closes it.
     *
     * @param theta [elements], the centre
     * @param dimensions 1 or 2
     * @throws IOException if a file cannot be read or belongs to another network
     * @throws IllegalArgumentException if the recipe has too few directions, or a parameter does not exist
     */
    public Plane through(Tensor theta, Model model, int dimensions, Precision precision) throws IOException {
        var layout = model.layout();
        if (dimensions < 1 || dimensions > 2) {
            throw new IllegalArgumentException("a plane has 1 or 2 axes, not " + dimensions);
        }
        try (var scope = new PointerScope()) {
            var origin = kind == Kind.COORDINATES ? withoutCoordinates(theta, layout, dimensions) : theta;
            var directions = directions(theta, model, dimensions, precision);
            return dimensions == 1
                    ? Plane.line(origin, directions.get(0))
                    : Plane.through(origin, directions.get(0), directions.get(1));
        }
    }

    private List<Tensor> directions(Tensor theta, Model model, int dimensions, Precision precision) throws IOException {
        var layout = model.layout();
        var directions = new ArrayList<Tensor>();
        switch (kind) {
            case RANDOM -> {
                for (int axis = 0; axis < dimensions; axis++) {
                    var normalization = axis == 0 ? xNormalization : yNormalization;
                    var drawn = Directions.random(layout, seed, axis, precision);
                    directions.add(normalization.apply(drawn, theta, layout, rankOne));
                }
            }
            case FILE -> {
                var file = DirectionFile.read(Path.of(sources.get(0)));
                require(dimensions, file.count(), "direction file " + sources.get(0) + " holds");
                directions.add(file.x(layout, precision));
                if (dimensions > 1) {
                    directions.add(file.y(layout, precision));
                }
            }
            case WEIGHTS -> {
                require(dimensions, sources.size(), "the other weights give");
                for (int axis = 0; axis < dimensions; axis++) {
                    directions.add(between(theta, model, precision, Path.of(sources.get(axis))));
                }
            }
            case COORDINATES -> {
                require(dimensions, coordinates.size(), "the named parameters give");
                for (int axis = 0; axis < dimensions; axis++) {
                    directions.add(Directions.coordinate(layout, Coordinate.parse(coordinates.get(axis)), precision));
                }
            }
        }
        return directions;
    }

    private static Tensor between(Tensor theta, Model model, Precision precision, Path file) throws IOException {
        try (var other = Weights.load(file, model, precision)) {
            return Directions.between(theta, other.theta());
        }
    }

    private static void require(int dimensions, int available, String what) {
        if (available < dimensions) {
            throw new IllegalArgumentException(what + " " + available + " direction, but a grid of " + dimensions
                    + " axes needs " + dimensions + "; leave out the y range or give another direction");
        }
    }

    private Tensor withoutCoordinates(Tensor theta, Layout layout, int dimensions) {
        var origin = theta.clone();
        for (int axis = 0; axis < Math.min(dimensions, coordinates.size()); axis++) {
            long position = Coordinate.parse(coordinates.get(axis)).position(layout);
            origin.narrow(0, position, 1).fill_(new Scalar(0.0));
        }
        return origin;
    }
}
