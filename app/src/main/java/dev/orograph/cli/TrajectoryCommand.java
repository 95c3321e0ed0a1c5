package dev.orograph.cli;

import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.Overlay;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.format.TrajectoryHdf5;
import dev.orograph.landscape.CheckpointPath;
import dev.orograph.landscape.SurveyJob;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Trajectory;
import dev.orograph.report.Landmarks;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.PlotKind;
import dev.orograph.report.RunReport;
import dev.orograph.report.TrajectoryText;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Projects the checkpoints of a run on a plane and draws their way over the landscape there. */
@Command(
        name = "trajectory",
        description = {
            "Draws the way of a training: its checkpoints, projected on a plane by least squares.",
            "The plane is that of their two principal components unless another is chosen. Beside each checkpoint's own"
                    + " loss stands the loss of its projection, which is what the drawn way shows.",
            "The checkpoints are those of a RUN, or files of weights in a --model-folder, sorted by their numbers.",
        },
        mixinStandardHelpOptions = true)
final class TrajectoryCommand implements Callable<Integer> {
    /** Room around the way, as a share of its span, as the loss-landscape scripts leave. */
    private static final double MARGIN = 0.25;

    /** Points along each axis of the surface below the way. */
    private static final int POINTS = 31;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A trained network: a run folder, or its name.")
    private @Nullable String run;

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final PlaneOptions plane = new PlaneOptions("pca");

    @Mixin
    private final RunSurveyOptions survey = new RunSurveyOptions();

    @Mixin
    private final CheckpointFolder files = new CheckpointFolder();

    @Mixin
    private final EpochOptions epochs = new EpochOptions();

    @Option(names = "--x", paramLabel = "MIN:MAX:N", description = "Range along x (default: the way and some room).")
    private @Nullable String x;

    @Option(names = "--y", paramLabel = "MIN:MAX:N", description = "Range along y (default: the way and some room).")
    private @Nullable String y;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "trajectory",
            description = "Name of the trajectory and its surface in the run folder (default: ${DEFAULT-VALUE}).")
    private String name = "trajectory";

    @Option(
            names = "--proj-file",
            paramLabel = "FILE",
            description = "Write the trajectory to this HDF5 file too; the loss-landscape scripts read it.")
    private @Nullable Path projectionFile;

    @Option(names = "--no-surface", description = "Only project; measure no surface.")
    private boolean noSurface;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        RunFolder.requireSurfaceName(name);
        var source = source();
        var checkpoints = source.checkpoints().stream()
                .map(each -> new CheckpointPath.Checkpoint(Integer.toString(each.epoch()), each.file()))
                .toList();
        var recipe = source.recipe();
        Trajectory trajectory;
        try (var listener = new TerminalListener(spec.commandLine().getErr());
                var job = SurveyJob.open(recipe, survey.dataDirectory(), listener)) {
            trajectory = CheckpointPath.measure(job, name, checkpoints, listener);
        } catch (CancellationException e) {
            spec.commandLine().getErr().println("stopped; nothing was written");
            return ExitCode.SOFTWARE;
        }
        var folder = source.target().folder(recipe);
        try (var writer = folder.writer()) {
            writer.trajectory(name, trajectory);
        }
        if (projectionFile != null) {
            TrajectoryHdf5.write(projectionFile, trajectory);
        }
        if (!noSurface) {
            int status = survey(folder, recipe, trajectory);
            if (status != ExitCode.OK) {
                return status;
            }
        }
        report(folder, trajectory, draw(folder, trajectory));
        return ExitCode.OK;
    }

    /**
     * What is projected, and where the result goes.
     *
     * @param recipe around the last checkpoint, with ranges that stand for no surface yet
     */
    private record Source(List<Checkpoint> checkpoints, SurveyRecipe recipe, SurveyRunner.Target target) {}

    private Source source() throws IOException {
        if (run == null && !files.isGiven()) {
            throw new IllegalArgumentException(
                    "no checkpoints given; name a RUN, or a folder of files with --model-folder DIR");
        }
        return run == null ? ofFiles() : ofRun(run);
    }

    private Source ofRun(String trained) throws IOException {
        if (files.isGiven()) {
            throw new IllegalArgumentException(
                    "both the RUN " + trained + " and a --model-folder are given; leave one of them out");
        }
        files.requireNothingElse();
        var folder = runs.open(trained);
        var checkpoints = epochs.of(folder);
        var experiment = RunCheckpoints.experiment(folder);
        var last = checkpoints.get(checkpoints.size() - 1);
        var directions = plane.recipe(2, new DirectionWords(runs, trained, last.epoch()));
        var recipe = SurveyRecipe.around(experiment, last.file(), survey.split(), directions, "-1:1:2", "-1:1:2")
                .withLimit(survey.limit(experiment));
        return new Source(checkpoints, recipe, same -> folder);
    }

    private Source ofFiles() throws IOException {
        var checkpoints = epochs.chosen(files.checkpoints(), files.where());
        var last = checkpoints.get(checkpoints.size() - 1);
        var directions = plane.recipe(2, new DirectionWords(runs, checkpoints));
        var recipe = files.recipe(
                last.file(),
                survey.split(),
                survey.limit(),
                directions,
                survey.dataDirectory(),
                List.of("-1:1:2", "-1:1:2"));
        return new Source(checkpoints, recipe, files::target);
    }

    private int survey(RunFolder folder, SurveyRecipe recipe, Trajectory trajectory) throws IOException {
        var ranges = List.of(x == null ? range("x", trajectory.x()) : x, y == null ? range("y", trajectory.y()) : y);
        return survey.survey(
                recipe.withGrid(ranges), folder, name, spec.commandLine().getErr());
    }

    /** From the smallest to the largest coordinate, the centre included, with room on both sides. */
    private static String range(String axis, double[] coordinates) {
        double min = Math.min(0, Arrays.stream(coordinates).min().orElse(0));
        double max = Math.max(0, Arrays.stream(coordinates).max().orElse(0));
        double room = max > min ? MARGIN * (max - min) : 1;
        return new Axis(axis, round(min - room), round(max + room), POINTS).range();
    }

    /** Three digits: nobody wants more in a command. */
    private static double round(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
    }

    private List<Path> draw(RunFolder folder, Trajectory trajectory) throws IOException {
        if (!Files.exists(folder.surfaceFile(name))) {
            return List.of();
        }
        var surface = SurfaceHdf5.read(folder.surfaceFile(name));
        var options = FigureOptions.defaults();
        var overlay = Overlay.of(trajectory).withPlaces(Landmarks.of(surface));
        var figures = new ArrayList<NamedFigure>();
        for (var kind : List.of(PlotKind.FILLED, PlotKind.SURFACE_3D)) {
            figures.add(new NamedFigure(name + "-" + kind, kind.draw(surface, survey.quantity(), overlay, options)));
        }
        var drawn = NamedFigure.write(figures, folder.figureFolder());
        drawn.add(RunReport.write(folder));
        return drawn;
    }

    private void report(RunFolder folder, Trajectory trajectory, List<Path> drawn) {
        var out = spec.commandLine().getOut();
        var file = folder.trajectoryFile(name);
        if (json) {
            JsonOutput.print(out, TrajectoryText.summary(trajectory, file, drawn));
        } else {
            TrajectoryText.table(trajectory).forEach(out::println);
            TrajectoryText.sentences(trajectory).forEach(out::println);
            out.println("trajectory: " + file);
            drawn.forEach(path -> out.println("file:       " + path));
        }
        out.flush();
    }
}
