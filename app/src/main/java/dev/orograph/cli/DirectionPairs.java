package dev.orograph.cli;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.landscape.SurveyJob;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.SurfaceSpread;
import dev.orograph.progress.Listener;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One survey after another over pairs of random directions with seeds that follow one another, each a surface of its own
 * with a journal of its own, so that all can be gone on with.
 */
final class DirectionPairs {
    private final SurveyJob first;
    private final RunFolder folder;
    private final String name;
    private final int pairs;

    /**
     * @param first over the first pair
     * @param name of the summary; surfaces add {@code -1} and so on
     */
    DirectionPairs(SurveyJob first, RunFolder folder, String name, int pairs) {
        this.first = first;
        this.folder = folder;
        this.name = name;
        this.pairs = pairs;
    }

    /** Measures one of the surveys, empty if it was stopped. */
    @FunctionalInterface
    interface Measurement {
        Optional<Surface> surface(SurveyJob job, String name) throws IOException;
    }

    /** The name of one pair's surface, from 0. */
    String name(int pair) {
        return name + "-" + (pair + 1);
    }

    /**
     * The surfaces in order; fewer if one was stopped. Those that are there already are not measured again.
     *
     * @param overwrites whether to measure them nevertheless
     * @throws IllegalArgumentException if another surface has the name of one, or nothing about the plane is random
     */
    List<Surface> measure(boolean overwrites, Measurement measurement, Listener listener) throws IOException {
        var surfaces = new ArrayList<Surface>();
        for (int pair = 0; pair < pairs; pair++) {
            listener.onMessage("pair of directions " + (pair + 1) + " of " + pairs);
            try (var job = first.along(first.recipe().plane().shifted(pair), listener)) {
                var known = overwrites ? Optional.<Surface>empty() : known(job, name(pair));
                var surface = known.isPresent() ? known : measurement.surface(job, name(pair));
                if (surface.isEmpty()) {
                    return surfaces;
                }
                surfaces.add(surface.get());
            }
        }
        return surfaces;
    }

    private Optional<Surface> known(SurveyJob job, String surface) throws IOException {
        var file = folder.surfaceFile(surface);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var found = SurfaceHdf5.read(file);
        if (!job.measures(found)) {
            throw new IllegalArgumentException("run " + folder.path() + " already has another surface '" + surface
                    + "'; choose another --name, or add --overwrite");
        }
        return Optional.of(found);
    }

    /** All of them in one. */
    Surface summary(List<Surface> surfaces) {
        return SurfaceSpread.of(surfaces, surfaces.get(0).provenance().with("direction_pairs", surfaces.size()));
    }
}
