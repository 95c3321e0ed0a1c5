package dev.orograph.cli;

import dev.orograph.curvature.CurvatureAnalysis;
import dev.orograph.curvature.CurvatureJob;
import dev.orograph.curvature.CurvatureRecipe;
import dev.orograph.curvature.CurvatureRequest;
import dev.orograph.figure.FigureOptions;
import dev.orograph.format.CurvatureJson;
import dev.orograph.provenance.Machine;
import dev.orograph.report.CurvatureFigureFiles;
import dev.orograph.report.CurvatureText;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.RunReport;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import dev.orograph.run.RunWriter;
import dev.orograph.spectrum.CurvatureFigures;
import dev.orograph.spectrum.CurvatureReport;
import dev.orograph.spectrum.Smoothing;
import dev.orograph.training.CurvatureStability;
import dev.orograph.training.Experiment;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ExitCode;
import tools.jackson.databind.json.JsonMapper;

/** Runs an analysis of curvature into a run folder, keeping each part as soon as it is found, and says what it found. */
final class CurvatureRunner {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Settings settings;

    /**
     * How to run it; nothing of it changes the result.
     *
     * @param dataDirectory where data sets lie
     * @param threads that compute products
     * @param graphBytes memory for kept graphs
     * @param name of the report in its run folder
     * @param smoothing of densities in figures
     * @param overwrites whether a report of that name may be replaced
     * @param draws whether to draw figures
     * @param json whether to print the report as JSON
     */
    record Settings(
            Path dataDirectory,
            int threads,
            long graphBytes,
            String name,
            Smoothing smoothing,
            boolean overwrites,
            boolean draws,
            boolean json) {
        Settings {
            RunFolder.requireSurfaceName(name);
        }
    }

    /** Where the result goes. */
    @FunctionalInterface
    interface Target {
        RunFolder folder(CurvatureRecipe recipe) throws IOException;
    }

    CurvatureRunner(PrintWriter out, PrintWriter err, Settings settings) {
        this.out = out;
        this.err = err;
        this.settings = settings;
    }

    /**
     * Analyses one point, or each checkpoint.
     *
     * @param checkpoints of a run, of which the recipe names the first; empty for weights from elsewhere
     * @param initial weights with which the training began, if known
     * @param experiment that trained the network, if known
     */
    int run(
            CurvatureRecipe recipe,
            CurvatureRequest request,
            List<Checkpoint> checkpoints,
            Optional<Path> initial,
            Optional<Experiment> experiment,
            Target target)
            throws IOException {
        try (var listener = new TerminalListener(err);
                var job = CurvatureJob.open(recipe, settings.dataDirectory(), listener)) {
            if (initial.isPresent() && request.sharpness().isPresent()) {
                job.beganWith(initial.get());
            }
            var folder = target.folder(recipe);
            try (var writer = folder.writer()) {
                var work = new Work(folder, writer, request, listener, report(job, folder), checkpoints.size() > 1);
                boolean isWhole = true;
                if (checkpoints.isEmpty()) {
                    isWhole = work.analyse(job, OptionalInt.empty(), Optional.empty());
                }
                for (int i = 0; i < checkpoints.size() && isWhole; i++) {
                    var checkpoint = checkpoints.get(i);
                    var epoch = OptionalInt.of(checkpoint.epoch());
                    var stability = experiment.map(known -> new CurvatureStability(
                            known, checkpoint.epoch(), folder.optimizerFile(checkpoint.epoch())));
                    if (i == 0) {
                        isWhole = work.analyse(job, epoch, stability); // the recipe's own weights
                    } else {
                        try (var there = job.at(checkpoint.file())) {
                            isWhole = work.analyse(there, epoch, stability);
                        }
                    }
                }
                return work.finish(isWhole);
            }
        }
    }

    /** The report of the same recipe that is there already, or an empty one. */
    private CurvatureReport report(CurvatureJob job, RunFolder folder) throws IOException {
        var text = JsonMapper.shared().writeValueAsString(job.recipe());
        var file = folder.curvatureFile(settings.name());
        if (Files.exists(file) && !settings.overwrites()) {
            var known = CurvatureJson.read(file);
            if (known.recipe().equals(text)) {
                return known;
            }
            throw new IllegalArgumentException("run " + folder.path() + " already has a curvature report '"
                    + settings.name() + "' of other settings; choose another --name, or add --overwrite");
        }
        return new CurvatureReport(
                job.model().description(),
                job.blocks().stream().mapToLong(block -> block.elements()).sum(),
                job.data().name(),
                job.data().size(),
                job.recipe().operator(),
                text,
                List.of(),
                Machine.current()
                        .provenance()
                        .with("threads", settings.threads())
                        .entries());
    }

    /** What is being done, and what has been found. */
    private final class Work {
        private final RunFolder folder;
        private final RunWriter writer;
        private final CurvatureRequest request;
        private final TerminalListener listener;
        private final boolean isOverEpochs;
        private CurvatureReport report;

        Work(
                RunFolder folder,
                RunWriter writer,
                CurvatureRequest request,
                TerminalListener listener,
                CurvatureReport report,
                boolean isOverEpochs) {
            this.isOverEpochs = isOverEpochs;
            this.folder = folder;
            this.writer = writer;
            this.request = request;
            this.listener = listener;
            this.report = report;
        }

        /** False if it was stopped. */
        boolean analyse(CurvatureJob job, OptionalInt epoch, Optional<CurvatureStability> stability)
                throws IOException {
            epoch.ifPresent(number -> listener.onMessage("epoch " + number));
            var known = report.points().stream()
                    .filter(point -> point.epoch().equals(epoch))
                    .findFirst();
            var start = known.isPresent() ? known.get() : job.point(epoch);
            try (var whole = job.operator(settings.threads(), settings.graphBytes())) {
                var operator = job.restricted(whole);
                boolean isWhole = CurvatureAnalysis.run(
                        job,
                        operator,
                        request,
                        start,
                        new CurvatureAnalysis.Keeper() {
                            @Override
                            public void keep(CurvatureFigures figures) throws IOException {
                                replace(figures);
                            }

                            @Override
                            public Path eigenvectors(String end) throws IOException {
                                Files.createDirectories(folder.curvatureFolder());
                                return folder.eigenvectorFile(vectorName(epoch), end);
                            }
                        },
                        listener);
                if (isWhole && stability.isPresent()) {
                    var point = report.points().stream()
                            .filter(each -> each.epoch().equals(epoch))
                            .findFirst()
                            .orElse(start);
                    if (point.stability().isEmpty()) {
                        var found = stability.get().at(job, whole, listener);
                        if (found.isPresent()) {
                            replace(point.withStability(found.get()));
                        }
                    }
                }
                return isWhole;
            }
        }

        /** Eigenvectors of several epochs stand beside each other. */
        private String vectorName(OptionalInt epoch) {
            return settings.name() + (isOverEpochs && epoch.isPresent() ? "-epoch-" + epoch.getAsInt() : "");
        }

        private void replace(CurvatureFigures figures) throws IOException {
            var points = new ArrayList<>(report.points());
            points.removeIf(point -> point.epoch().equals(figures.epoch()));
            points.add(figures);
            points.sort((a, b) -> Integer.compare(a.epoch().orElse(0), b.epoch().orElse(0)));
            report = report.withPoints(points);
            writer.curvature(settings.name(), report);
        }

        int finish(boolean isWhole) throws IOException {
            var file = folder.curvatureFile(settings.name());
            if (!isWhole) {
                err.println("stopped; what was found so far is in " + file
                        + "; run the same command again to go on with it");
                err.flush();
                return ExitCode.SOFTWARE;
            }
            var files = new ArrayList<Path>();
            if (settings.draws()) {
                var figures = CurvatureFigureFiles.of(
                        report, settings.name(), settings.smoothing(), FigureOptions.defaults());
                files.addAll(NamedFigure.write(figures, folder.figureFolder()));
                files.add(RunReport.write(folder));
            }
            if (settings.json()) {
                out.println(CurvatureJson.text(report));
            } else {
                CurvatureText.lines(report).forEach(out::println);
                out.println("report: " + file);
                files.forEach(path -> out.println("file:   " + path));
            }
            out.flush();
            return ExitCode.OK;
        }
    }
}
