package dev.orograph.report;

import dev.orograph.landscape.DirectionRecipe;
import dev.orograph.landscape.DirectionRecipe.InFile;
import dev.orograph.landscape.DirectionRecipe.Parameter;
import dev.orograph.landscape.DirectionRecipe.Principal;
import dev.orograph.landscape.DirectionRecipe.Random;
import dev.orograph.landscape.DirectionRecipe.Rescaled;
import dev.orograph.landscape.DirectionRecipe.Towards;
import dev.orograph.landscape.Frame;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The flags of the command line that choose a plane: the short ones where there are any, else one word per axis. */
public final class PlaneFlags {
    private static final List<String> AXES = List.of("--xdir", "--ydir", "--zdir");

    private PlaneFlags() {}

    /**
     * Flags and values, in turn.
     *
     * @throws IOException if a run whose checkpoints it names cannot be read
     */
    public static List<String> of(PlaneRecipe plane) throws IOException {
        var flags = new ArrayList<>(shortForm(plane.withFrame(Frame.AS_GIVEN)).orElse(List.of()));
        if (flags.isEmpty()) {
            for (int axis = 0; axis < Math.min(plane.dimensions(), AXES.size()); axis++) {
                flags.add(AXES.get(axis));
                flags.add(word(plane.directions().get(axis)));
            }
        }
        if (plane.frame() != Frame.AS_GIVEN) {
            flags.add("--" + plane.frame());
        }
        return flags;
    }

    private static Optional<List<String>> shortForm(PlaneRecipe plane) {
        int dimensions = plane.dimensions();
        var first = plane.directions().get(0);
        if (first instanceof Random x
                && plane.equals(PlaneRecipe.random(dimensions, x.seed(), x.normalization(), x.rankOne()))) {
            return Optional.of(List.of(
                    "--norm", x.normalization().toString(),
                    "--rank-one", x.rankOne().toString(),
                    "--seed", Long.toString(x.seed())));
        }
        if (first instanceof InFile x && plane.equals(PlaneRecipe.file(dimensions, Path.of(x.file())))) {
            return Optional.of(List.of("--dir-file", x.file()));
        }
        if (dimensions <= 2 && plane.directions().stream().allMatch(Towards.class::isInstance)) {
            return Optional.of(otherWeights(plane));
        }
        if (dimensions <= 2 && plane.directions().stream().allMatch(Parameter.class::isInstance)) {
            return Optional.of(List.of("--coordinates", String.join(",", names(plane))));
        }
        return Optional.empty();
    }

    private static List<String> otherWeights(PlaneRecipe plane) {
        var flags = new ArrayList<String>();
        for (var direction : plane.directions()) {
            if (direction instanceof Towards other) {
                flags.add(flags.isEmpty() ? "--model-file2" : "--model-file3");
                flags.add(other.file());
            }
        }
        return flags;
    }

    private static List<String> names(PlaneRecipe plane) {
        return plane.directions().stream()
                .filter(Parameter.class::isInstance)
                .map(direction -> ((Parameter) direction).name())
                .toList();
    }

    private static String word(DirectionRecipe direction) throws IOException {
        var plain = direction instanceof Rescaled rescaled ? rescaled.direction() : direction;
        if (!(plain instanceof Principal principal)) {
            return direction.text();
        }
        var files = String.join(",", principal.checkpoints());
        var epochs = epochs(principal.checkpoints());
        return epochs.isEmpty() ? direction.text() : direction.text().replace(files, epochs.get());
    }

    /** As in {@code runs/mnist@0-10} if the files are all that a run has of these epochs. */
    private static Optional<String> epochs(List<String> files) throws IOException {
        var folder = Path.of(files.get(0)).getParent();
        var run = folder == null ? null : folder.getParent();
        if (run == null || !RunFolder.isRun(run)) {
            return Optional.empty();
        }
        var last = files.get(files.size() - 1);
        var checkpoints = new ArrayList<Checkpoint>();
        for (var checkpoint : RunFolder.open(run).checkpoints()) {
            var file = checkpoint.file().toString();
            if (!checkpoints.isEmpty() || file.equals(files.get(0))) {
                checkpoints.add(checkpoint);
            }
            if (file.equals(last)) {
                break;
            }
        }
        var found = checkpoints.stream().map(one -> one.file().toString()).toList();
        if (!found.equals(files)) {
            return Optional.empty();
        }
        int to = checkpoints.get(checkpoints.size() - 1).epoch();
        return Optional.of(run + "@" + checkpoints.get(0).epoch() + "-" + to);
    }
}
