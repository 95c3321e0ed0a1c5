package dev.orograph.cli;

import dev.orograph.landscape.DirectionRecipe;
import dev.orograph.landscape.Frame;
import dev.orograph.landscape.PlaneRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags that choose the directions of a line or plane; the same wherever a command needs one. */
final class PlaneOptions {
    private final String fallback;

    /**
     * @param fallback the kind of plane where nothing says otherwise
     */
    PlaneOptions(String fallback) {
        this.fallback = fallback;
    }

    @Option(
            names = "--plane",
            paramLabel = "KIND",
            description =
                    "random (for surfaces), pca (of the RUN's checkpoints; for trajectories), moments (of the RUN's optimizer),"
                            + " hessian (eigenvectors at the centre; hessian:1-2,3-4 maps several planes of them) or"
                            + " three-models (x to --model-file3, y to --model-file2 at right angles, both in true distances).")
    private @Nullable String plane;

    @Option(
            names = "--xdir",
            paramLabel = "SPEC",
            description = "The x direction: random[:SEED], file:FILE[#I], to:FILE or to:@EPOCH, parameter:NAME,"
                    + " pca[:RUN[@FROM-TO]][#I], moment:first|second|update[@EPOCH or :FILE], gradient, hessian[#I];"
                    + " +NORM[+RANK-ONE] at the end scales it.")
    private @Nullable String xDirection;

    @Option(names = "--ydir", paramLabel = "SPEC", description = "The y direction, likewise; or same.")
    private @Nullable String yDirection;

    @Option(names = "--zdir", paramLabel = "SPEC", description = "The z direction, likewise.")
    private @Nullable String zDirection;

    @Option(names = "--model-file2", paramLabel = "FILE", description = "The x direction leads to these weights.")
    private @Nullable Path second;

    @Option(names = "--model-file3", paramLabel = "FILE", description = "The y direction leads to these weights.")
    private @Nullable Path third;

    @Option(names = "--epoch2", paramLabel = "N", description = "The x direction leads to this checkpoint of the RUN.")
    private @Nullable Integer secondEpoch;

    @Option(names = "--epoch3", paramLabel = "N", description = "The y direction leads to this checkpoint of the RUN.")
    private @Nullable Integer thirdEpoch;

    @Option(names = "--dir-file", paramLabel = "FILE", description = "Directions from a file (HDF5 or safetensors).")
    private @Nullable Path directions;

    @Option(
            names = "--coordinates",
            paramLabel = "X,Y",
            split = ",",
            description = "Parameters that the axes set, as in layers.0.bias,layers.0.weight[5].")
    private @Nullable List<String> coordinates;

    @Option(names = "--same-dir", description = "The y direction is the x direction again.")
    private boolean sameDirection;

    @Option(names = "--orthogonal", description = "Make each direction orthogonal to those before it.")
    private boolean orthogonal;

    @Option(names = "--orthonormal", description = "The same, and of length 1: axes in distances between weights.")
    private boolean orthonormal;

    @Mixin
    private final NormalisationOptions normalisation = new NormalisationOptions();

    @Option(names = "--xnorm", paramLabel = "HOW", description = "The same along x, if it differs.")
    private @Nullable String xNormalization;

    @Option(names = "--ynorm", paramLabel = "HOW", description = "The same along y, if it differs.")
    private @Nullable String yNormalization;

    @Option(names = "--xignore", paramLabel = "HOW", description = "The same along x, if it differs.")
    private @Nullable String xRankOne;

    @Option(names = "--yignore", paramLabel = "HOW", description = "The same along y, if it differs.")
    private @Nullable String yRankOne;

    @Option(
            names = "--ignore",
            paramLabel = "biasbn",
            description = "Leave biases and batch norm out of principal components.")
    private @Nullable String ignore;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of random directions and samples.")
    private long seed;

    /** Planes of eigenvectors, if there are to be several. */
    Optional<EigenPlanes> several() {
        return Optional.ofNullable(plane)
                .filter(EigenPlanes::asks)
                .map(EigenPlanes::parse)
                .filter(planes -> planes.count() > 1);
    }

    /** Seed of everything random. */
    long seed() {
        return seed;
    }

    /**
     * The plane that was asked for.
     *
     * @param dimensions number of axes that have a range
     * @throws IOException if a run cannot be read
     * @throws IllegalArgumentException if flags contradict one another
     */
    PlaneRecipe recipe(int dimensions, DirectionWords words) throws IOException {
        requireOneForEach(dimensions);
        if (plane != null && EigenPlanes.asks(plane)) {
            EigenPlanes.parse(plane).requireAxes(dimensions);
        }
        var along = new ArrayList<DirectionRecipe>();
        for (int axis = 0; axis < dimensions; axis++) {
            along.add(direction(axis, along, words));
        }
        if (ignore != null && along.stream().noneMatch(DirectionRecipe.Principal.class::isInstance)) {
            throw new IllegalArgumentException("--ignore is for principal components; for random directions it is"
                    + " --rank-one, --xignore and --yignore");
        }
        return new PlaneRecipe(along, frame());
    }

    private Frame frame() {
        return orthonormal || isThreeModels() ? Frame.ORTHONORMAL : orthogonal ? Frame.ORTHOGONAL : Frame.AS_GIVEN;
    }

    private DirectionRecipe direction(int axis, List<DirectionRecipe> earlier, DirectionWords words)
            throws IOException {
        var text = axis == 0 ? xDirection : axis == 1 ? yDirection : zDirection;
        if (text != null) {
            return words.read(text, random(axis), earlier, isIgnoring());
        }
        // of three models the third is where x leads, as a curve's two ends lie on one axis
        var other = axis > 1 ? null : otherWeights(isThreeModels() ? 1 - axis : axis, words);
        if (other != null) {
            return new DirectionRecipe.Towards(other);
        }
        if (coordinates != null && axis < coordinates.size()) {
            return new DirectionRecipe.Parameter(coordinates.get(axis));
        }
        return words.read(preset(axis), random(axis), earlier, isIgnoring());
    }

    /** The weights to which an axis leads; null if it does not. */
    private @Nullable String otherWeights(int axis, DirectionWords words) throws IOException {
        var file = axis == 0 ? second : third;
        var epoch = axis == 0 ? secondEpoch : thirdEpoch;
        if (file != null) {
            return file.toString();
        }
        return epoch == null ? null : words.checkpoint(epoch).toString();
    }

    private String preset(int axis) {
        if (axis == 1 && sameDirection) {
            return "same";
        }
        if (directions != null) {
            return "file:" + directions + "#" + axis;
        }
        if (plane != null && EigenPlanes.asks(plane)) {
            return "hessian#" + EigenPlanes.parse(plane).first(axis);
        }
        return switch (plane == null ? fallback : plane) {
            case "random" -> "random";
            case "pca" -> "pca";
            case "moments" ->
                List.of("moment:first", "moment:second", "moment:update").get(axis);
            default ->
                throw new IllegalArgumentException(
                        "plane '" + plane + "' is unknown; choose random, pca, moments, hessian or three-models");
        };
    }

    private boolean isThreeModels() {
        return "three-models".equals(plane);
    }

    private boolean isIgnoring() {
        if (ignore != null && !ignore.equals("biasbn")) {
            throw new IllegalArgumentException("--ignore knows biasbn only, not '" + ignore + "'");
        }
        return ignore != null;
    }

    private DirectionRecipe.Random random(int axis) {
        var how = axis == 0 ? xNormalization : axis == 1 ? yNormalization : null;
        var policy = axis == 0 ? xRankOne : axis == 1 ? yRankOne : null;
        return new DirectionRecipe.Random(seed, axis, normalisation.normalization(how), normalisation.rankOne(policy));
    }

    /** What would be left out silently is refused. */
    private void requireOneForEach(int dimensions) {
        var forX = flags(0);
        var forY = flags(1);
        boolean isPreset = directions != null || (plane != null && !isThreeModels());
        if ((directions != null && plane != null)
                || (isPreset && Stream.of(forX, forY).flatMap(List::stream).anyMatch(flag -> !flag.endsWith("dir")))) {
            throw new IllegalArgumentException(
                    "choose one of --dir-file, --coordinates and --model-file2, or --plane, not several");
        }
        requireOne("x", forX);
        requireOne("y", forY);
        if (dimensions < 2 && !forY.isEmpty()) {
            throw new IllegalArgumentException(
                    "two directions but only one range; give the second with --y, as in" + " --y=-1:1:51");
        }
        if (dimensions < 3 && zDirection != null) {
            throw new IllegalArgumentException(
                    "--zdir without a range along it; give the range with --z, as in --z=-1:1:5");
        }
        if (coordinates != null && coordinates.size() > Math.max(2, dimensions)) {
            throw new IllegalArgumentException(
                    "--coordinates names " + coordinates.size() + " parameters; name 1 to " + Math.max(2, dimensions));
        }
        if ((third != null || thirdEpoch != null) && forX.isEmpty()) {
            throw new IllegalArgumentException(
                    "--model-file3 is for the y direction; name the x direction's weights with --model-file2");
        }
        if (isThreeModels() && (otherThanWeights(forX) || otherThanWeights(forY))) {
            throw new IllegalArgumentException("--plane three-models needs the two other models: --model-file2 and"
                    + " --model-file3, or --epoch2 and --epoch3");
        }
    }

    /** Flags that were given to choose the direction of one axis. */
    private List<String> flags(int axis) {
        var flags = new ArrayList<String>();
        add(flags, axis == 0 ? "--xdir" : "--ydir", (axis == 0 ? xDirection : yDirection) != null);
        add(flags, axis == 0 ? "--model-file2" : "--model-file3", (axis == 0 ? second : third) != null);
        add(flags, axis == 0 ? "--epoch2" : "--epoch3", (axis == 0 ? secondEpoch : thirdEpoch) != null);
        add(flags, "--coordinates", coordinates != null && coordinates.size() > axis);
        add(flags, "--same-dir", axis == 1 && sameDirection);
        return flags;
    }

    private static void add(List<String> flags, String flag, boolean isGiven) {
        if (isGiven) {
            flags.add(flag);
        }
    }

    private static boolean otherThanWeights(List<String> flags) {
        return flags.isEmpty()
                || !(flags.get(0).startsWith("--model") || flags.get(0).startsWith("--epoch"));
    }

    private static void requireOne(String axis, List<String> flags) {
        if (flags.size() > 1) {
            throw new IllegalArgumentException(
                    String.join(" and ", flags) + " both name the " + axis + " direction; give one of them");
        }
    }
}
