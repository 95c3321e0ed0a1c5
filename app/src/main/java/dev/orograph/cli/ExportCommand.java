package dev.orograph.cli;

import dev.orograph.array.NamedArrays;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.Safetensors;
import dev.orograph.format.SeriesCsv;
import dev.orograph.format.SurfaceCsv;
import dev.orograph.format.SurfaceHdf5;
import dev.orograph.format.TorchFile;
import dev.orograph.format.TrajectoryCsv;
import dev.orograph.format.TrajectoryHdf5;
import dev.orograph.measurement.Series;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import dev.orograph.run.EventFile;
import dev.orograph.run.Metrics;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes surfaces, weights and metrics in the forms of other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a surface, a path, directions, a checkpoint or a training's metrics in another program's form.",
            "csv: a surface, a path, or a run's metrics (series, x, y); tensorboard: a run's metrics as an event file;"
                    + " vtp: a surface or a path for ParaView; h5: a"
                    + " surface, a path or directions as the published loss-landscape scripts have them; safetensors,"
                    + " pt: weights (pt is a PyTorch state dictionary), safetensors also directions."
        })
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE|RUN", description = "A surface, path, direction or weight file, or a run.")
    private String source = "";

    @Option(
            names = "--to",
            paramLabel = "FORM",
            description = "csv, vtp, h5, safetensors, pt or tensorboard (default: by --out).")
    private @Nullable String form;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write (default: here, named by its source).")
    private @Nullable Path out;

    @Option(names = "--surface", paramLabel = "NAME", description = "Which surface of a run (default: its only one).")
    private @Nullable String surfaceName;

    @Option(names = "--epoch", paramLabel = "N", description = "Which checkpoint of a run (default: the last).")
    private @Nullable Integer epoch;

    @Option(
            names = "--surf-file",
            paramLabel = "FILE",
            description = "A surface that gives a path's VTP file its heights (default: the path's own losses).")
    private @Nullable Path groundFile;

    @Option(
            names = "--plain",
            description = "HDF5 exactly as the published scripts write it: -1 where nothing is known, no attributes.")
    private boolean plain;

    @Mixin
    private final VtpFlags heights = new VtpFlags();

    @Mixin
    private final SliceOption slice = new SliceOption();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var wanted = wanted();
        heights.requireFor(wanted);
        if (plain && wanted != ExportForm.H5) {
            throw new IllegalArgumentException("--plain is for surfaces in HDF5; leave it out, or export to h5");
        }
        var file = RunsOption.path(source);
        var written = Files.isRegularFile(file) ? exportFile(file, wanted) : exportRun(wanted);
        spec.commandLine().getOut().println(written);
        return 0;
    }

    private ExportForm wanted() {
        if (form != null) {
            return ExportForm.parse(form);
        }
        if (out != null) {
            return ExportForm.ofEnding(out);
        }
        throw new IllegalArgumentException("give the form with --to, or a file with --out");
    }

    private Path exportFile(Path file, ExportForm wanted) throws IOException {
        if (surfaceName != null || epoch != null) {
            throw new IllegalArgumentException("--surface and --epoch are for runs; " + file + " is a file");
        }
        var stem = SurfaceFile.stem(file);
        if (!WeightFile.isWeightFile(file)) {
            return switch (LandscapeFile.content(file)) {
                case TRAJECTORY -> exportPath(LandscapeFile.trajectory(file), target(stem, wanted), wanted);
                case DIRECTIONS -> exportDirections(DirectionHdf5.read(file), target(stem, wanted), wanted);
                case SURFACE, OTHER -> exportSurface(SurfaceFile.read(file), stem, wanted);
            };
        }
        var weights = WeightFile.read(file);
        return wanted == ExportForm.H5
                ? exportDirections(NamedDirections.of(file, weights), target(stem, wanted), wanted)
                : exportWeights(weights, target(stem, wanted), wanted);
    }

    private Path exportRun(ExportForm wanted) throws IOException {
        if (runs.find(source).isEmpty() && !Files.isDirectory(RunsOption.path(source))) {
            throw new IOException("there is no file or run '" + source + "'" + runs.others());
        }
        var run = runs.open(source);
        if (wanted.isWeights()) {
            if (surfaceName != null) {
                throw new IllegalArgumentException(
                        "a surface has no weights; leave out --surface, or choose csv, vtp or h5");
            }
            return exportCheckpoint(run, wanted);
        }
        if (epoch != null) {
            throw new IllegalArgumentException("--epoch chooses a checkpoint; export it to safetensors or pt");
        }
        if (wanted == ExportForm.TENSORBOARD) {
            return exportEvents(run);
        }
        if (wanted == ExportForm.CSV && surfaceName == null) {
            return exportMetrics(run);
        }
        var name = surface(run);
        return exportSurface(SurfaceHdf5.read(run.surfaceFile(name)), run.name() + "-" + name, wanted);
    }

    private String surface(RunFolder run) throws IOException {
        var all = run.surfaces();
        if (surfaceName != null && all.contains(surfaceName)) {
            return surfaceName;
        }
        if (surfaceName == null && all.size() == 1) {
            return all.get(0);
        }
        if (all.isEmpty()) {
            throw new IOException("run " + run.name() + " has no surface");
        }
        var names = String.join(", ", all);
        if (surfaceName == null) {
            throw new IllegalArgumentException(
                    "run " + run.name() + " has several surfaces; choose one with --surface: " + names);
        }
        throw new IOException("run " + run.name() + " has no surface '" + surfaceName + "'; it has " + names);
    }

    private Path exportCheckpoint(RunFolder run, ExportForm wanted) throws IOException {
        var last = run.lastCheckpoint();
        if (epoch == null && last.isEmpty()) {
            throw new IOException("run " + run.name() + " has no checkpoint");
        }
        int chosen = epoch != null ? epoch : last.orElseThrow().epoch();
        var stem = String.format(Locale.ROOT, "%s-epoch-%04d", run.name(), chosen);
        return exportWeights(run.weights(chosen), target(stem, wanted), wanted);
    }

    private Path exportWeights(NamedArrays weights, Path file, ExportForm wanted) throws IOException {
        switch (wanted) {
            case SAFETENSORS -> Safetensors.write(file, weights);
            case PT -> TorchFile.write(file, weights);
            default ->
                throw new IllegalArgumentException("weights cannot become " + wanted + "; choose safetensors or pt");
        }
        return file;
    }

    private Path exportPath(Trajectory trajectory, Path file, ExportForm wanted) throws IOException {
        requireNoSurfaceFlags("a path");
        switch (wanted) {
            case CSV -> TrajectoryCsv.write(file, trajectory);
            case H5 -> TrajectoryHdf5.write(file, trajectory);
            case VTP -> heights.write(file, trajectory, groundFile == null ? null : SurfaceFile.read(groundFile));
            default -> throw new IllegalArgumentException("a path cannot become " + wanted + "; choose csv, vtp or h5");
        }
        return file;
    }

    private Path exportDirections(DirectionBlocks directions, Path file, ExportForm wanted) throws IOException {
        requireNoSurfaceFlags("directions");
        switch (wanted) {
            case H5 -> DirectionHdf5.write(file, directions);
            case SAFETENSORS -> Safetensors.write(file, NamedDirections.toArrays(directions));
            default ->
                throw new IllegalArgumentException("directions cannot become " + wanted + "; choose h5 or safetensors");
        }
        return file;
    }

    private void requireNoSurfaceFlags(String what) {
        if (plain || slice.isGiven()) {
            throw new IllegalArgumentException(
                    "--plain and --slice are for surfaces, but " + source + " holds " + what);
        }
    }

    private Path exportSurface(Surface whole, String stem, ExportForm wanted) throws IOException {
        if (groundFile != null) {
            throw new IllegalArgumentException("--surf-file is for paths, but " + source + " is a surface");
        }
        var file = target(stem, wanted);
        var surface = slice.of(whole);
        switch (wanted) {
            case CSV -> SurfaceCsv.write(file, surface);
            case H5 -> {
                if (plain) {
                    SurfaceHdf5.writePlain(file, surface);
                } else {
                    SurfaceHdf5.write(file, surface);
                }
            }
            case VTP -> heights.write(file, surface);
            default ->
                throw new IllegalArgumentException("a surface cannot become " + wanted + "; choose csv, vtp or h5");
        }
        return file;
    }

    private Path exportMetrics(RunFolder run) throws IOException {
        var metrics = run.metrics();
        if (metrics.records().isEmpty()) {
            throw new IOException("run " + run.name() + " has no metrics; export a surface of it with --surface");
        }
        var file = target(run.name() + "-metrics", ExportForm.CSV);
        SeriesCsv.write(file, series(metrics));
        return file;
    }

    private Path exportEvents(RunFolder run) throws IOException {
        if (surfaceName != null) {
            throw new IllegalArgumentException("a surface has no form for TensorBoard; leave out --surface");
        }
        var metrics = run.metrics();
        if (metrics.records().isEmpty()) {
            throw new IOException("run " + run.name() + " has no metrics; there is nothing for TensorBoard");
        }
        var file = out == null ? Path.of(EventFile.name(run.manifest()) + "." + run.name()) : out;
        if (!String.valueOf(file.getFileName()).contains("tfevents")) {
            throw new IllegalArgumentException(
                    "TensorBoard sees only files with 'tfevents' in their names; choose another name than " + file);
        }
        EventFile.write(file, run.manifest().created(), metrics);
        return file;
    }

    /** {@code step.loss} against steps, {@code epoch.test_loss} against epochs, and so on. */
    private static List<Series> series(Metrics metrics) {
        var all = new ArrayList<Series>();
        var events = metrics.records().stream()
                .map(record -> record.event())
                .distinct()
                .toList();
        for (var event : events) {
            for (var name : metrics.names(event)) {
                var series = event.equals("epoch") ? metrics.byEpoch(event, name) : metrics.byStep(event, name);
                all.add(Series.of(event + "." + name, series.x(), series.y()));
            }
        }
        return all;
    }

    private Path target(String stem, ExportForm wanted) throws IOException {
        var file = out == null ? Path.of(stem + wanted.ending()) : out;
        if (Files.exists(file) && Files.isSameFile(file, RunsOption.path(source))) {
            throw new IllegalArgumentException(
                    "export would replace its own source " + source + "; give another --out");
        }
        return file;
    }
}
