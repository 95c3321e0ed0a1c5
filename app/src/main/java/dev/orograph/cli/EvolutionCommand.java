package dev.orograph.cli;

import dev.orograph.figure.Animation;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.Gif;
import dev.orograph.figure.LandscapeAnimations;
import dev.orograph.figure.NamedSurface;
import dev.orograph.figure.Overlay;
import dev.orograph.figure.View;
import dev.orograph.format.AtomicFile;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.SurveyJob;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Surveys every checkpoint of a run along the same directions and shows on one scale how the landscape changes. */
@Command(
        name = "evolution",
        description = {
            "Shows how the landscape around the weights changes while they are trained.",
            "Every checkpoint is surveyed along the same two directions, those at the last one, and all surfaces are"
                    + " drawn on one scale, as GIF. Surfaces that are there already are kept, so that an interrupted"
                    + " command goes on where it was.",
        },
        mixinStandardHelpOptions = true)
final class EvolutionCommand implements Callable<Integer> {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 480;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "RUN", description = "A trained network: a run folder, or its name.")
    private String run = "";

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Mixin
    private final EpochOptions epochs = new EpochOptions();

    @Mixin
    private final PlaneOptions plane = new PlaneOptions("random");

    @Mixin
    private final RunSurveyOptions survey = new RunSurveyOptions();

    @Option(
            names = "--x",
            paramLabel = "MIN:MAX:N",
            defaultValue = "-1:1:31",
            description = "Range along x, or auto for the last checkpoint's (default: ${DEFAULT-VALUE}).")
    private String x = "-1:1:31";

    @Option(
            names = "--y",
            paramLabel = "MIN:MAX:N",
            defaultValue = "-1:1:31",
            description = "Range along y, likewise (default: ${DEFAULT-VALUE}).")
    private String y = "-1:1:31";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "evolution",
            description = "Begins the names of the surfaces and figures (default: ${DEFAULT-VALUE}).")
    private String name = "evolution";

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var folder = runs.open(run);
        RunFolder.requireSurfaceName(name);
        var checkpoints = epochs.of(folder);
        var recipe = fixedPlane(folder, checkpoints);
        for (var checkpoint : checkpoints) {
            int status = survey(folder, checkpoint, recipe);
            if (status != ExitCode.OK) {
                return status;
            }
        }
        report(draw(folder, checkpoints));
        return ExitCode.OK;
    }

    /** The survey of the last checkpoint, its directions in a file and its ranges as numbers. */
    private SurveyRecipe fixedPlane(RunFolder folder, List<Checkpoint> checkpoints) throws IOException {
        var last = checkpoints.get(checkpoints.size() - 1);
        var experiment = RunCheckpoints.experiment(folder);
        var words = new DirectionWords(runs, run, last.epoch());
        var recipe = SurveyRecipe.around(experiment, last.file(), survey.split(), plane.recipe(2, words), x, y)
                .withLimit(survey.limit(experiment));
        var directions = folder.trajectoryFolder().resolve(name + "-directions.safetensors");
        Files.createDirectories(folder.trajectoryFolder());
        try (var listener = new TerminalListener(spec.commandLine().getErr());
                var job = SurveyJob.open(recipe, survey.dataDirectory(), listener)) {
            var fresh = folder.trajectoryFolder().resolve(name + "-directions.new.safetensors");
            try {
                job.saveDirections(fresh);
                requireSame(folder, checkpoints, directions, fresh);
                Files.move(fresh, directions, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return recipe.withPlane(PlaneRecipe.file(2, directions))
                    .withGrid(job.recipe().grid());
        }
    }

    /** Surfaces that are there already belong to the directions that are there already. */
    private void requireSame(RunFolder folder, List<Checkpoint> checkpoints, Path known, Path fresh)
            throws IOException {
        if (survey.overwrites() || !Files.exists(known) || Files.mismatch(known, fresh) < 0) {
            return;
        }
        for (var checkpoint : checkpoints) {
            var surface = surfaceName(checkpoint);
            if (Files.exists(folder.surfaceFile(surface)) || Files.exists(folder.journalFile(surface))) {
                throw new IllegalArgumentException("run " + folder.path() + " already has a surface '" + surface
                        + "' along other directions (" + known + "); choose another --name, or add --overwrite");
            }
        }
    }

    private String surfaceName(Checkpoint checkpoint) {
        return String.format(Locale.ROOT, "%s-epoch-%04d", name, checkpoint.epoch());
    }

    private int survey(RunFolder folder, Checkpoint checkpoint, SurveyRecipe recipe) throws IOException {
        var surface = surfaceName(checkpoint);
        spec.commandLine().getErr().println("epoch " + checkpoint.epoch());
        var err = spec.commandLine().getErr();
        return survey.survey(recipe.withWeights(checkpoint.file()), folder, surface, err);
    }

    private Map<String, Path> draw(RunFolder folder, List<Checkpoint> checkpoints) throws IOException {
        var surfaces = new ArrayList<NamedSurface>();
        for (var checkpoint : checkpoints) {
            surfaces.add(new NamedSurface(
                    Integer.toString(checkpoint.epoch()),
                    SurfaceHdf5.read(folder.surfaceFile(surfaceName(checkpoint)))));
        }
        var quantity = survey.quantity();
        var options = FigureOptions.defaults().withSize(WIDTH, HEIGHT);
        var files = new LinkedHashMap<String, Path>();
        files.put(
                "contours",
                write(
                        folder,
                        name + "-filled.gif",
                        LandscapeAnimations.sequence(surfaces, quantity, "epoch", Overlay.NONE, options)));
        files.put(
                "surfaces",
                write(
                        folder,
                        name + "-3d.gif",
                        LandscapeAnimations.sequence3D(
                                surfaces, quantity, "epoch", Overlay.NONE, View.defaults(), options)));
        return files;
    }

    private Path write(RunFolder folder, String file, Animation animation) throws IOException {
        var path = folder.figureFolder().resolve(file);
        Files.createDirectories(folder.figureFolder());
        try (var listener = new TerminalListener(spec.commandLine().getErr())) {
            var gif = Gif.render(animation, 1, listener);
            if (listener.isCancelled()) {
                throw new IOException("stopped before all pictures were drawn; " + path + " was not written");
            }
            AtomicFile.write(path, out -> out.write(gif));
        }
        return path;
    }

    private void report(Map<String, Path> files) {
        var out = spec.commandLine().getOut();
        if (json) {
            var names = new LinkedHashMap<String, String>();
            files.forEach((what, file) -> names.put(what, file.toString()));
            JsonOutput.print(out, names);
        } else {
            files.forEach((what, file) -> out.println(what + ": " + file));
        }
        out.flush();
    }
}
