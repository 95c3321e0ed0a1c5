package dev.orograph.study;

import dev.orograph.comparison.Subject;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.landscape.SurveyJob;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Surface;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.provenance.Digest;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Maps several networks over one set of seeds and one range. Every survey is journalled in its network's run folder; a
 * finished one is read, so that the same call goes on where an earlier one ended.
 *
 * @param ranges {@code min:max:points} for each axis, x first; {@code auto} or {@code auto:points} for the largest that
 *     any of the networks asks for along the first seed's directions
 * @param seed of the first set of directions; the others follow
 * @param directions number of sets of directions, at least 1
 * @param dataDirectory where data sets lie
 * @param threads number of workers
 */
public record ComparedMaps(List<String> ranges, long seed, int directions, Path dataDirectory, int threads) {
    private static final String AUTO = "auto";

    /** Digits of the survey's digest in a surface's name: surveys that differ in anything get names of their own. */
    private static final int DIGEST_DIGITS = 8;

    public ComparedMaps {
        ranges = List.copyOf(ranges);
        if (directions < 1 || directions > 1000) {
            throw new IllegalArgumentException(
                    "number of direction sets " + directions + " must lie between 1 and 1000, as in 3");
        }
        Threads.require(threads);
    }

    /**
     * Measures what is not there yet.
     *
     * @throws CancellationException if the listener asked to stop; what was measured is kept
     */
    public List<Subject> measure(List<MappedNetwork> networks, Listener listener) throws IOException {
        var common = commonRanges(networks, listener);
        var subjects = new ArrayList<Subject>();
        for (var network : networks) {
            var surfaces = new ArrayList<Surface>();
            for (int set = 0; set < directions; set++) {
                var recipe = network.recipe().apply(seed + set).withGrid(common);
                listener.onMessage("map " + (subjects.size() * directions + set + 1) + " of "
                        + networks.size() * directions + ": " + network.name() + ", directions of seed "
                        + (seed + set));
                surfaces.add(surface(network, recipe, "seed" + (seed + set), listener));
            }
            subjects.add(new Subject(network.name(), surfaces));
        }
        return List.copyOf(subjects);
    }

    /** Ranges in numbers: the recipe's own, and the union of those that the networks choose where it leaves them open. */
    private List<String> commonRanges(List<MappedNetwork> networks, Listener listener) throws IOException {
        if (ranges.stream().noneMatch(range -> range.startsWith(AUTO))) {
            return ranges;
        }
        var common = new ArrayList<Axis>();
        for (var network : networks) {
            var recipe = network.recipe().apply(seed).withGrid(ranges);
            try (var job = SurveyJob.open(recipe, dataDirectory, listener)) {
                for (int axis = 0; axis < ranges.size(); axis++) {
                    var own = job.grid().axis(axis);
                    if (axis == common.size()) {
                        common.add(own);
                    } else {
                        common.set(axis, union(common.get(axis), own));
                    }
                }
            }
        }
        var chosen = common.stream().map(Axis::range).toList();
        listener.onMessage("ranges for all: " + String.join(", ", chosen));
        return chosen;
    }

    private static Axis union(Axis first, Axis second) {
        return new Axis(
                first.name(), Math.min(first.min(), second.min()), Math.max(first.max(), second.max()), first.count());
    }

    /**
     * One survey: read if it is there, else measured into the network's folder.
     *
     * @param what tells it from the network's other surveys of that size
     */
    Surface surface(MappedNetwork network, SurveyRecipe recipe, String what, Listener listener) throws IOException {
        try (var job = SurveyJob.open(recipe, dataDirectory, listener)) {
            var name = name(recipe, what, job.identity());
            var file = network.folder().surfaceFile(name);
            if (Files.exists(file)) {
                return SurfaceHdf5.read(file);
            }
            try (var writer = network.folder().writer()) {
                var plan = job.planText(job.defaultBlockSamples());
                try (var journal =
                        writer.journal(name, job.identity(), job.quantities().size(), () -> plan)) {
                    var landscape = job.measure(journal, threads, listener);
                    if (landscape.outcome() == Outcome.CANCELLED) {
                        throw new CancellationException("stopped while mapping " + network.name());
                    }
                    writer.surface(name, landscape.surface());
                    return landscape.surface();
                }
            }
        }
    }

    private static String name(SurveyRecipe recipe, String what, String identity) {
        var size = IntStream.range(0, recipe.grid().size())
                .mapToObj(axis -> Integer.toString(recipe.points(axis)))
                .collect(Collectors.joining("x"));
        return "compare-" + size + "-" + what + "-" + Digest.of(identity).substring(0, DIGEST_DIGITS);
    }
}
