package dev.orograph.landscape;

import dev.orograph.measurement.Trust;
import dev.orograph.tensor.Pieces;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A line, plane or volume in parameter space: θ(α, β, γ) = ((θ₀ + γ·dz) + β·dy) + α·dx, always added in this order, the
 * last axis first. Owns its tensors; may be read by several threads.
 */
public final class Plane implements AutoCloseable {
    private final Tensor origin;
    private final List<Tensor> directions;
    private final PlaneFacts facts;
    private final double[] centre;

    private Plane(Tensor origin, List<Tensor> directions, PlaneFacts facts, double[] centre) {
        this.origin = origin;
        this.directions = directions;
        this.facts = facts;
        this.centre = centre;
    }

    /**
     * The line through {@code origin} along {@code x}; copies both.
     *
     * @param origin [elements]
     * @param x [elements]
     */
    public static Plane line(Tensor origin, Tensor x) {
        return through(origin, List.of(x));
    }

    /**
     * The plane through {@code origin} along {@code x} and {@code y}; copies all three.
     *
     * @param origin [elements]
     * @param x [elements]
     * @param y [elements]
     */
    public static Plane through(Tensor origin, Tensor x, Tensor y) {
        return through(origin, List.of(x, y));
    }

    /**
     * What spreads through {@code origin} along the directions; copies everything.
     *
     * @param origin [elements]
     * @param directions at least one, x first, each [elements]
     */
    public static Plane through(Tensor origin, List<Tensor> directions) {
        if (directions.isEmpty()) {
            throw new IllegalArgumentException("a plane needs at least one direction");
        }
        directions.forEach(direction -> requireSameSize(origin, direction));
        try (var scope = new PointerScope()) {
            return new Plane(
                    copy(origin),
                    directions.stream().map(Plane::copy).toList(),
                    PlaneFacts.NONE,
                    new double[directions.size()]);
        }
    }

    private static Tensor copy(Tensor tensor) {
        return Tensors.own(tensor.detach().clone());
    }

    private static void requireSameSize(Tensor origin, Tensor direction) {
        if (origin.numel() != direction.numel()) {
            throw new IllegalArgumentException("a direction of " + direction.numel()
                    + " elements does not fit a network of " + origin.numel() + " parameters");
        }
    }

    /**
     * A plane that takes over the directions of the current scope instead of copying them, and shares the origin, which
     * nobody may change as long as it lives.
     */
    static Plane taking(Tensor origin, List<Tensor> directions, PlaneFacts facts) {
        directions.forEach(direction -> requireSameSize(origin, direction));
        return new Plane(
                Tensors.own(origin),
                directions.stream().map(Tensors::own).toList(),
                facts,
                new double[directions.size()]);
    }

    /**
     * The same tensors, with the centre elsewhere than at the origin; only one of the two may be closed.
     *
     * @param coordinates of the centre, x first
     */
    Plane withCentre(double[] coordinates) {
        return new Plane(origin, directions, facts, coordinates.clone());
    }

    /** What is known of it from the way it was made. */
    PlaneFacts facts() {
        return facts;
    }

    /** Other weights that lie in the plane. */
    public List<Landmark> landmarks() {
        return facts.landmarks();
    }

    /** θ₀, still owned by this plane. */
    public Tensor origin() {
        return origin;
    }

    /** Coordinates of the network's own weights, x first; those of the origin if they do not lie here. */
    public double[] centre() {
        return centre.clone();
    }

    /** One direction per axis, x first, still owned by this plane. */
    public List<Tensor> directions() {
        return directions;
    }

    /** Direction of the first coordinate, still owned by this plane. */
    public Tensor x() {
        return directions.get(0);
    }

    /** Direction of the second coordinate, still owned by this plane; null on a line. */
    public @Nullable Tensor y() {
        return directions.size() < 2 ? null : directions.get(1);
    }

    /** 1 for a line, 2 for a plane, 3 for a volume. */
    public int dimensions() {
        return directions.size();
    }

    /**
     * The parameters at a point; belong to the current scope.
     *
     * @param coordinates one per axis, α first
     * @return [elements]
     */
    public Tensor theta(double... coordinates) {
        if (coordinates.length != dimensions()) {
            throw new IllegalArgumentException(coordinates.length + " coordinates for " + dimensions() + " directions");
        }
        try (var scope = new PointerScope()) {
            int last = coordinates.length - 1;
            var theta = origin.add(directions.get(last), new Scalar(coordinates[last]));
            for (int axis = last - 1; axis >= 0; axis--) {
                theta.add_(directions.get(axis), new Scalar(coordinates[axis]));
            }
            return Tensors.keep(theta);
        }
    }

    /** Cosine of the angle between x and y, in float64; NaN if one is zero or this is a line. */
    public double cosine() {
        return dimensions() < 2 ? Double.NaN : cosine(0, 1);
    }

    /** Cosine of the angle between the directions of two axes, in float64; NaN if one is zero. */
    public double cosine(int first, int second) {
        var one = directions.get(first);
        var other = directions.get(second);
        return Pieces.dot(one, other) / (Pieces.norm(one) * Pieces.norm(other));
    }

    /** Adds {@code cosine_xy} and the cosines of all other pairs, and what is known from the way the plane was made. */
    Trust addTo(Trust trust) {
        var all = trust;
        for (int first = 0; first < dimensions(); first++) {
            for (int second = first + 1; second < dimensions(); second++) {
                all = all.with(
                        "cosine_" + PlaneRecipe.letter(first) + PlaneRecipe.letter(second), cosine(first, second));
            }
        }
        return facts.addTo(all);
    }

    @Override
    public void close() {
        origin.close();
        directions.forEach(Tensor::close);
    }
}
