package dev.orograph.cli;

import dev.orograph.format.AtomicFile;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.landscape.Adaptive;
import dev.orograph.landscape.SurveyJob;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Surface;
import dev.orograph.objective.Value;
import dev.orograph.progress.Outcome;
import dev.orograph.provenance.Machine;
import dev.orograph.refinement.Tolerance;
import dev.orograph.report.RunReport;
import dev.orograph.report.TrustText;
import dev.orograph.run.Manifest;
import dev.orograph.run.RunFolder;
import dev.orograph.run.RunWriter;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a survey into a run folder, with journal, progress and figures, and says what it found. */
final class SurveyRunner {
    /** Nanoseconds that the first round must have taken for a preview to come noticeably before the result. */
    private static final long PREVIEW_AFTER = TimeUnit.SECONDS.toNanos(3);

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    SurveyRunner(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * How to run a survey; nothing of it changes the result.
     *
     * @param dataDirectory where data sets lie
     * @param threads number of workers
     * @param blockSamples samples per forward pass, if not the default
     * @param name of the surface in its run folder
     * @param surfaceFile a further file to write the surface to
     * @param directionFile a file to write the directions to
     * @param overwrites whether a finished surface of that name may be replaced
     * @param draws whether to draw figures
     * @param tolerance for interpolated cells; empty if all cells are to be measured
     * @param directions how many pairs of random directions to repeat the survey over
     */
    record Settings(
            Path dataDirectory,
            int threads,
            OptionalInt blockSamples,
            String name,
            Optional<Path> surfaceFile,
            Optional<Path> directionFile,
            boolean overwrites,
            boolean draws,
            Optional<Tolerance> tolerance,
            int directions) {
        Settings {
            Threads.require(threads);
            if (blockSamples.orElse(1) < 1) {
                throw new IllegalArgumentException(
                        "block of " + blockSamples.getAsInt() + " samples must have at least 1");
            }
            RunFolder.requireSurfaceName(name);
            if (directions < 1) {
                throw new IllegalArgumentException(directions + " pairs of directions; choose at least 1");
            }
        }

        /** All cells are measured, of a single surface. */
        Settings(
                Path dataDirectory,
                int threads,
                OptionalInt blockSamples,
                String name,
                Optional<Path> surfaceFile,
                Optional<Path> directionFile,
                boolean overwrites,
                boolean draws) {
            this(
                    dataDirectory,
                    threads,
                    blockSamples,
                    name,
                    surfaceFile,
                    directionFile,
                    overwrites,
                    draws,
                    Optional.empty(),
                    1);
        }

        /** The same under another name. */
        Settings withName(String other) {
            return new Settings(
                    dataDirectory,
                    threads,
                    blockSamples,
                    other,
                    surfaceFile,
                    directionFile,
                    overwrites,
                    draws,
                    tolerance,
                    directions);
        }
    }

    /** Where a survey's result goes. */
    @FunctionalInterface
    interface Target {
        RunFolder folder(SurveyRecipe recipe) throws IOException;
    }

    /** The manifest of a run folder that holds nothing but surfaces. */
    static Manifest manifest(SurveyRecipe recipe) {
        return Manifest.of("landscape", recipe).with(Machine.current().provenance());
    }

    /**
     * What {@code --dry-run} says.
     *
     * @param cells number of cells of each survey
     * @param directions number of surveys
     * @param atMost whether cells may be interpolated instead
     * @param secondsPerCell time per cell with all workers together
     * @param seconds for everything
     * @param memoryBytes largest resident memory so far, data and directions included
     */
    record Estimate(
            int cells, int directions, boolean atMost, double secondsPerCell, double seconds, long memoryBytes) {
        Estimate(SurveyJob.Cost cost, int directions, boolean atMost) {
            this(
                    cost.cells(),
                    directions,
                    atMost,
                    cost.secondsPerCell(),
                    directions * cost.seconds(),
                    cost.memoryBytes());
        }
    }

    /** Measures a few cells and says what all of them would take. */
    int estimate(SurveyRecipe recipe, Settings settings) throws IOException {
        try (var listener = new TerminalListener(err);
                var job = SurveyJob.open(recipe, settings.dataDirectory(), listener)) {
            if (settings.directions() > 1) {
                recipe.plane().requireRandom();
            }
            var cost = job.estimate(settings.blockSamples().orElse(job.defaultBlockSamples()), settings.threads());
            var estimate = new Estimate(
                    cost, settings.directions(), settings.tolerance().isPresent());
            if (json) {
                out.println(JsonMapper.shared().writeValueAsString(estimate));
            } else {
                out.printf(
                        Locale.ROOT,
                        "%s%,d cells%s of %s; about %.3g ms per cell with %d workers, %s%s in all; %,d MB of memory%n",
                        estimate.atMost() ? "at most " : "",
                        cost.cells(),
                        estimate.directions() > 1 ? " × " + estimate.directions() + " pairs of directions" : "",
                        String.join(", ", job.quantities()),
                        1000 * cost.secondsPerCell(),
                        settings.threads(),
                        estimate.atMost() ? "at most " : "",
                        TerminalListener.duration(estimate.seconds()),
                        cost.memoryBytes() >> 20);
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    /** Measures, or goes on with what an interrupted survey left. */
    int run(SurveyRecipe recipe, Settings settings, Target target) throws IOException {
        try (var listener = new TerminalListener(err);
                var job = SurveyJob.open(recipe, settings.dataDirectory(), listener)) {
            if (settings.surfaceFile().isPresent()) {
                AtomicFile.requirePlace(settings.surfaceFile().get());
            }
            var centre = job.centre(listener);
            if (centre.isEmpty()) {
                err.println("stopped before the first cell");
                err.flush();
                return ExitCode.SOFTWARE;
            }
            var folder = target.folder(recipe);
            if (!settings.overwrites() && Files.exists(folder.surfaceFile(settings.name()))) {
                if (settings.directions() == 1 && job.measures(SurfaceHdf5.read(folder.surfaceFile(settings.name())))) {
                    err.println("this very surface is there already: " + folder.surfaceFile(settings.name())
                            + "; add --overwrite to measure it anew");
                    err.flush();
                    return ExitCode.OK;
                }
                throw new IllegalArgumentException("run " + folder.path() + " already has a surface '" + settings.name()
                        + "'; choose another --name, or add --overwrite");
            }
            if (settings.directionFile().isPresent()) {
                job.saveDirections(settings.directionFile().get());
            }
            describe(job, recipe, centre.get());
            try (var writer = folder.writer()) {
                var work = new Work(job, folder, writer, settings, listener);
                var surface = settings.directions() == 1 ? work.measure(job, settings.name()) : work.repeated();
                if (surface.isEmpty()) {
                    err.println("stopped; run the same command again to go on where it was");
                    err.flush();
                    return ExitCode.SOFTWARE;
                }
                var file = writer.surface(settings.name(), surface.get());
                var figures = settings.draws()
                        ? SurfaceFigures.write(folder, settings.name(), surface.get())
                        : List.<Path>of();
                var page = settings.draws() ? Optional.of(RunReport.write(folder)) : Optional.<Path>empty();
                if (settings.surfaceFile().isPresent()) {
                    SurfaceHdf5.write(settings.surfaceFile().get(), surface.get());
                }
                report(surface.get(), file, figures, page);
            }
        } catch (CancellationException e) {
            err.println(e.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        }
        return ExitCode.OK;
    }

    /** What measuring takes. */
    private record Work(
            SurveyJob first, RunFolder folder, RunWriter writer, Settings settings, TerminalListener listener) {
        /** One surface with its journal; empty if it was stopped. */
        Optional<Surface> measure(SurveyJob job, String name) throws IOException {
            var plan = job.planText(settings.blockSamples().orElse(job.defaultBlockSamples()));
            try (var journal =
                    writer.journal(name, job.identity(), job.quantities().size(), () -> plan)) {
                var landscape = job.measure(journal, adaptive(name), settings.threads(), listener);
                return landscape.outcome() == Outcome.CANCELLED ? Optional.empty() : Optional.of(landscape.surface());
            }
        }

        /** A surface for each pair of directions, and their summary; empty if it was stopped. */
        Optional<Surface> repeated() throws IOException {
            var pairs = new DirectionPairs(first, folder, settings.name(), settings.directions());
            var surfaces = pairs.measure(settings.overwrites(), this::kept, listener);
            if (surfaces.size() < settings.directions()) {
                return Optional.empty();
            }
            if (settings.draws()) {
                SurfaceFigures.writePairs(folder, settings.name(), surfaces);
            }
            return Optional.of(pairs.summary(surfaces));
        }

        private Optional<Surface> kept(SurveyJob job, String name) throws IOException {
            var surface = measure(job, name);
            if (surface.isPresent()) {
                writer.surface(name, surface.get());
            }
            return surface;
        }

        /** Draws what there is after the first round, unless the rest takes no longer than the drawing. */
        private Optional<Adaptive> adaptive(String name) {
            long start = System.nanoTime();
            return settings.tolerance()
                    .map(tolerance -> new Adaptive(tolerance, surface -> {
                        if (settings.draws() && System.nanoTime() - start > PREVIEW_AFTER) {
                            var files = SurfaceFigures.write(folder, name, surface);
                            listener.onMessage("preview: " + files.get(0));
                        }
                    }));
        }
    }

    /** Says how good the network is on the data, and warns where it is no better than chance. */
    private void describe(SurveyJob job, SurveyRecipe recipe, Value centre) {
        if (centre.accuracyPercent().isEmpty() || job.classes().isEmpty()) {
            return;
        }
        double accuracy = centre.accuracyPercent().getAsDouble();
        double chance = 100.0 / job.classes().get();
        err.printf(
                Locale.ROOT,
                "%s on %s %s: loss %.4f, accuracy %.2f %% (chance: %.3g %%)%n",
                job.model().description(),
                recipe.data().name(),
                recipe.splits().get(0),
                centre.loss(),
                accuracy,
                chance);
        if (accuracy < 1.5 * chance) {
            err.println("warning: no better than chance; either the network is untrained or your normalisation looks"
                    + " wrong (see --normalisation)");
        }
        err.flush();
    }

    private void report(Surface surface, Path file, List<Path> figures, Optional<Path> page) {
        if (json) {
            var summary = new LinkedHashMap<String, Object>();
            summary.put("surface", file.toString());
            summary.put("trust", surface.trust().figures());
            summary.put("figures", figures.stream().map(Path::toString).toList());
            page.ifPresent(path -> summary.put("report", path.toString()));
            out.println(JsonMapper.shared().writeValueAsString(summary));
        } else {
            TrustText.sentences(surface).forEach(out::println);
            out.println("surface: " + file);
            figures.forEach(figure -> out.println("figure:  " + figure));
            page.ifPresent(path -> out.println("report:  " + path));
        }
        out.flush();
    }
}
