package dev.orograph.landscape;

import dev.orograph.network.Model;
import dev.orograph.tensor.Pieces;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How to choose a line, plane or volume through a network's weights: one direction per axis, x first.
 *
 * @param directions one or more, of any kinds
 * @param frame how they stand to each other
 */
public record PlaneRecipe(List<DirectionRecipe> directions, Frame frame) {
    /** Letters of the axes, in their order. */
    static final String AXES = "xyzuvw";

    public PlaneRecipe {
        directions = List.copyOf(directions);
        if (directions.isEmpty() || directions.size() > AXES.length()) {
            throw new IllegalArgumentException(
                    "a plane has 1 to " + AXES.length() + " directions, not " + directions.size());
        }
        if (frame != Frame.AS_GIVEN) {
            for (int axis = 1; axis < directions.size(); axis++) {
                requireFreedom(directions.get(axis), letter(axis), frame);
            }
        }
    }

    /** Directions as they are chosen. */
    public PlaneRecipe(List<DirectionRecipe> directions) {
        this(directions, Frame.AS_GIVEN);
    }

    private static void requireFreedom(DirectionRecipe direction, String axis, Frame frame) {
        if (direction
                .scaling()
                .filter(how -> how.rankOne() == RankOnePolicy.COPY)
                .isPresent()) {
            throw new IllegalArgumentException("the " + axis + " direction cannot be " + frame
                    + " with the policy copy, which gives every direction the same biases; choose zero or layer");
        }
        if (direction instanceof DirectionRecipe.Parameter parameter) {
            throw new IllegalArgumentException("the " + axis + " direction sets " + parameter.name()
                    + " alone and cannot be made " + frame + "; put it on the x axis");
        }
    }

    /**
     * The same with other random directions.
     *
     * @param seeds added to their seeds
     * @throws IllegalArgumentException if no direction is random
     */
    public PlaneRecipe shifted(long seeds) {
        requireRandom();
        return new PlaneRecipe(
                directions.stream().map(direction -> direction.shifted(seeds)).toList(), frame);
    }

    /**
     * Refuses a plane that would be the same with other seeds.
     *
     * @throws IllegalArgumentException if no direction is random
     */
    public void requireRandom() {
        if (directions.stream().noneMatch(DirectionRecipe.Random.class::isInstance)) {
            throw new IllegalArgumentException("--directions repeats a survey over random directions, but none of this"
                    + " plane is random; leave it out");
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

    /** The same directions in another frame. */
    public PlaneRecipe withFrame(Frame newFrame) {
        return new PlaneRecipe(directions, newFrame);
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

    /** Letter of an axis, x being 0. */
    static String letter(int axis) {
        return AXES.substring(axis, axis + 1);
    }

    /** What the coordinate along an axis is, for labels: a parameter, a way to other weights, or plain x and y. */
    String axisName(int axis) {
        var letter = letter(axis);
        if (frame == Frame.AS_GIVEN || axis == 0) {
            var name = directions.get(axis).axisName(letter);
            return frame == Frame.ORTHONORMAL ? name + " (distance)" : name;
        }
        return frame == Frame.ORTHONORMAL ? letter + " (distance)" : letter;
    }

    /** Whether the coordinate 1 along an axis is a place of its own, such as other weights. */
    boolean endsAtOne(int axis) {
        return (frame == Frame.AS_GIVEN || (frame == Frame.ORTHOGONAL && axis == 0))
                && directions.get(axis).endsAtOne();
    }

    /**
     * How batch-norm statistics move along each axis, tensor by tensor; belong to the current scope. Where the frame mixes
     * directions, it mixes their statistics in the same shares.
     *
     * @param plane made by this recipe
     * @param state of the network at the centre
     * @throws IOException if a file cannot be read or belongs to another network
     */
    List<Map<String, Tensor>> states(Centre centre, Plane plane, State state) throws IOException {
        var along = new ArrayList<Map<String, Tensor>>();
        for (int axis = 0; axis < dimensions(); axis++) {
            var moved = directions.get(axis).states(centre, state);
            along.add(
                    frame == Frame.AS_GIVEN
                            ? moved
                            : unmixed(moved, plane.facts().shares().get(axis), along));
        }
        return along;
    }

    /** (moved − Σₖ sharesₖ·earlierₖ) / own share, as the frame made the direction from the chosen one. */
    private static Map<String, Tensor> unmixed(
            Map<String, Tensor> moved, List<Double> shares, List<Map<String, Tensor>> earlier) {
        var left = new LinkedHashMap<>(moved);
        for (int axis = 0; axis < earlier.size(); axis++) {
            var share = new Scalar(shares.get(axis));
            earlier.get(axis).forEach((name, tensor) -> {
                var part = tensor.mul(share);
                var before = left.get(name);
                left.put(name, before == null ? part.neg() : before.sub(part));
            });
        }
        var own = new Scalar(shares.get(earlier.size()));
        left.replaceAll((name, tensor) -> tensor.div(own));
        return left;
    }

    /**
     * The plane through a network's weights; the caller closes it. Directions that need data are refused.
     *
     * @param theta [elements], the centre; shared with the plane, so nobody may change it as long as that lives
     * @throws IOException if a file cannot be read or belongs to another network
     * @throws IllegalArgumentException if something named does not exist
     */
    public Plane through(Tensor theta, Model model, Precision precision) throws IOException {
        return through(Centre.of(theta, model, precision));
    }

    /**
     * The plane through a network's weights; the caller closes it.
     *
     * @param centre not used for another plane; its weights are shared with this one, so nobody may change them as long
     *     as that lives
     * @throws IOException if a file cannot be read or belongs to another network
     * @throws IllegalArgumentException if something named does not exist
     */
    public Plane through(Centre centre) throws IOException {
        try (var scope = new PointerScope()) {
            eigenvectors().forEach(centre::prepare);
            var landmarks = new ArrayList<Landmark>();
            var shares = new ArrayList<List<Double>>();
            for (int axis = 0; axis < directions.size(); axis++) {
                try (var inner = new PointerScope()) {
                    var recipe = directions.get(axis);
                    var chosen = recipe.choose(centre);
                    centre.add(Tensors.keep(frame.direction(recipe, chosen, centre, letter(axis))));
                    shares.add(shares(recipe, chosen, centre));
                    if (recipe instanceof DirectionRecipe.Towards other) {
                        landmarks.add(new Landmark(unused(other.name(), landmarks), padded(shares.get(axis))));
                    }
                }
            }
            var origin = origin(centre);
            var plane = Plane.taking(
                    origin,
                    centre.earlier(),
                    new PlaneFacts(landmarks, components(centre), shares, curvatures(centre)));
            var coordinates = directions.stream()
                    .mapToDouble(direction -> direction.centre(centre.theta(), centre.layout()))
                    .toArray();
            // two axes may set the same parameter: then no coordinates tell where the network's own weights are
            return plane.theta(coordinates).equal(centre.theta()) ? plane.withCentre(coordinates) : plane;
        } finally {
            centre.release();
        }
    }

    /** The weights at the centre themselves, unless a direction begins elsewhere. */
    private Tensor origin(Centre centre) {
        if (directions.stream().noneMatch(DirectionRecipe.Parameter.class::isInstance)) {
            return new Tensor(centre.theta());
        }
        var origin = centre.theta().clone();
        directions.forEach(direction -> direction.shiftOrigin(origin, centre.layout()));
        return origin;
    }

    /** How many eigenvectors are needed, by the seed of the search. */
    private Map<Long, Integer> eigenvectors() {
        var counts = new LinkedHashMap<Long, Integer>();
        for (var direction : directions) {
            var plain = direction instanceof DirectionRecipe.Rescaled rescaled ? rescaled.direction() : direction;
            if (plain instanceof DirectionRecipe.Eigenvector vector) {
                counts.merge(vector.seed(), vector.index() + 1, Math::max);
            }
        }
        return counts;
    }

    private List<PlaneFacts.AxisCurvature> curvatures(Centre centre) {
        var curvatures = new ArrayList<PlaneFacts.AxisCurvature>();
        for (int axis = 0; axis < directions.size(); axis++) {
            if (directions.get(axis) instanceof DirectionRecipe.Eigenvector vector
                    && (axis == 0 || frame == Frame.AS_GIVEN)) {
                var value = centre.spectrum(vector.seed()).values().get(vector.index());
                curvatures.add(new PlaneFacts.AxisCurvature(axis, value));
            }
        }
        return curvatures;
    }

    /** How much of each direction so far is in a chosen one: 1 of its own where directions are as they were chosen. */
    private List<Double> shares(DirectionRecipe recipe, Tensor chosen, Centre centre) {
        var along = centre.earlier();
        int own = along.size() - 1;
        var scaling = recipe.scaling();
        var shares = new ArrayList<>(Collections.nCopies(own, 0.0));
        if (frame == Frame.AS_GIVEN || (scaling.isPresent() && own > 0)) {
            shares.add(1.0);
        } else {
            var whole = scaling.isPresent() ? scaling.get().apply(chosen, centre) : chosen;
            shares.clear();
            along.forEach(direction -> shares.add(share(whole, direction)));
        }
        return shares;
    }

    /** A zero for each axis after. */
    private List<Double> padded(List<Double> shares) {
        var coordinates = new ArrayList<>(shares);
        coordinates.addAll(Collections.nCopies(dimensions() - shares.size(), 0.0));
        return coordinates;
    }

    /** Checkpoints of two runs may have the same name. */
    private static String unused(String name, List<Landmark> landmarks) {
        boolean isUsed = landmarks.stream().anyMatch(landmark -> landmark.name().equals(name));
        return isUsed ? name + "-" + (landmarks.size() + 1) : name;
    }

    /** ⟨way, d⟩ / ‖d‖² in float64, exact where the directions are orthogonal. */
    private static double share(Tensor way, Tensor direction) {
        return Pieces.dot(way, direction) / Pieces.dot(direction, direction);
    }

    private List<PlaneFacts.Component> components(Centre centre) throws IOException {
        var components = new ArrayList<PlaneFacts.Component>();
        for (int axis = 0; axis < directions.size(); axis++) {
            if (directions.get(axis) instanceof DirectionRecipe.Principal principal && staysAsChosen(axis)) {
                var analysis = centre.principalComponents(principal.checkpoints(), principal.ignoresRankOne());
                components.add(new PlaneFacts.Component(letter(axis), analysis, principal.index()));
            }
        }
        return components;
    }

    /** Whether the frame leaves a principal component as it is, because those before it are orthogonal to it anyway. */
    private boolean staysAsChosen(int axis) {
        return frame == Frame.AS_GIVEN
                || directions.subList(0, axis).stream()
                        .allMatch(earlier ->
                                earlier.sources().equals(directions.get(axis).sources())
                                        && earlier instanceof DirectionRecipe.Principal);
    }
}
