package dev.orograph.cli;

import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeGrids;
import dev.orograph.figure.NamedSurface;
import dev.orograph.figure.Overlay;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.Hdf5Content;
import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Surface;
import dev.orograph.report.DirectionFigure;
import dev.orograph.report.Landmarks;
import dev.orograph.report.NamedFigure;
import dev.orograph.report.PathFigure;
import dev.orograph.report.PlotKind;
import dev.orograph.report.PlotQuantity;
import dev.orograph.report.PublishedStyle;
import dev.orograph.report.TrainingCurves;
import dev.orograph.report.TrainingDynamics;
import dev.orograph.report.TrustText;
import dev.orograph.report.VolumeSlices;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws surfaces from files or runs, and the curves of a training. */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = {
            "Draws surfaces, paths, directions and training curves as SVG and PNG.",
            "A file is a surface, a projected path or directions, ours or of the published loss-landscape scripts (.h5),"
                    + " or a CSV table; a run is drawn with all its surfaces and curves. Several surface files become a"
                    + " grid on one colour scale, and a volume a grid of its slices."
        })
final class PlotCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final String CURVES = "curves";

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|RUN",
            description = "Surface files, a path or direction file, or one run.")
    private List<String> sources = List.of();

    @Option(names = "--surface", paramLabel = "NAME", description = "One surface of a run (default: all).")
    private @Nullable String surfaceName;

    @Option(
            names = {"--quantity", "--surf-name"},
            paramLabel = "NAME",
            description =
                    "train_loss, test_loss, train_acc, test_acc, max_eig, min_eig, convexity or another one in the file"
                            + " (default: a loss).")
    private @Nullable String quantity;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "contour, filled, heat, 3d, line, curves or all (default: filled and 3d, or line; heat for"
                    + " convexity, filled for min_eig).")
    private List<String> kinds = List.of();

    @Option(
            names = {"--loss-max", "--zmax"},
            paramLabel = "X",
            description = "Losses above this are cut off: drawn as X, or outside a line plot; -1 cuts nothing off.")
    private @Nullable Double lossMax;

    @Option(
            names = "--proj-file",
            paramLabel = "FILE",
            description = "A projected path to draw over the surface (.h5 or .csv).")
    private @Nullable Path projectionFile;

    @Option(names = "--surf-file", paramLabel = "FILE", description = "The surface to draw a path file over.")
    private @Nullable Path groundFile;

    @Option(
            names = "--dir-file",
            paramLabel = "FILE",
            description = "Principal directions (.h5) whose shares of the variance name the axes.")
    private @Nullable Path directionFile;

    @Mixin
    private final SliceOption slice = new SliceOption();

    @Mixin
    private final FigureFlags figureFlags = new FigureFlags();

    @Mixin
    private final FigureOutput output = new FigureOutput();

    @Mixin
    private final RunsOption runs = new RunsOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** A surface and what its figures are called. */
    private record Source(String name, Surface surface) {}

    @Override
    public Integer call() throws IOException {
        kinds.forEach(PlotCommand::requireKnown);
        var options = labelled(figureFlags.options());
        var figures = new ArrayList<NamedFigure>();
        var folder = Path.of("");
        if (sources.size() > 1) {
            figures.add(together());
        } else if (Files.isRegularFile(RunsOption.path(sources.get(0)))) {
            figures.addAll(drawFile(RunsOption.path(sources.get(0)), options));
        } else {
            var run = run(sources.get(0));
            folder = run.figureFolder();
            figures.addAll(draw(run, options));
        }
        var out = spec.commandLine().getOut();
        output.write(figures, folder).forEach(out::println);
        return 0;
    }

    private FigureOptions labelled(FigureOptions options) throws IOException {
        if (directionFile == null) {
            return options;
        }
        var variance = DirectionHdf5.read(directionFile).explainedVariance();
        return variance.isPresent() && variance.get().ratio().size() >= 2
                ? PathFigure.withShares(
                        options,
                        variance.get().ratio().get(0),
                        variance.get().ratio().get(1))
                : options;
    }

    private List<NamedFigure> drawFile(Path file, FigureOptions options) throws IOException {
        var name = SurfaceFile.stem(file);
        var content = LandscapeFile.content(file);
        if (content != Hdf5Content.TRAJECTORY && groundFile != null) {
            throw new IllegalArgumentException("--surf-file is for path files, but " + file + " holds " + content);
        }
        return switch (content) {
            case SURFACE, OTHER -> drawSliced(new Source(name, SurfaceFile.read(file)), options);
            case DIRECTIONS -> {
                var directions = DirectionHdf5.read(file);
                spec.commandLine().getOut().println(file + ": " + DirectionFigure.sentence(directions));
                yield List.of(new NamedFigure(name + "-norms", DirectionFigure.of(directions, name, options)));
            }
            case TRAJECTORY -> {
                if (groundFile == null) {
                    yield List.of(
                            new NamedFigure(name + "-path", PathFigure.of(LandscapeFile.trajectory(file), options)));
                }
                projectionFile = file;
                yield drawSliced(new Source(name, SurfaceFile.read(groundFile)), options);
            }
        };
    }

    /** The slice that was asked for, or all slices of a volume, or the whole surface. */
    private List<NamedFigure> drawSliced(Source source, FigureOptions options) throws IOException {
        var surface = slice.of(source.surface);
        if (surface.grid().dimensions() < 3) {
            return draw(new Source(source.name, surface), options);
        }
        var slices = VolumeSlices.of(surface).stream()
                .map(each -> new Source(each.name(), each.surface()))
                .toList();
        var drawn = grid(slices, shown(surface));
        return List.of(new NamedFigure(source.name + "-" + shown(surface) + "-slices", drawn.figure()));
    }

    private static void requireKnown(String kind) {
        if (kind.equals(ALL) || kind.equals(CURVES)) {
            return;
        }
        try {
            PlotKind.parse(kind);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", curves or all", e);
        }
    }

    private RunFolder run(String text) throws IOException {
        if (runs.find(text).isEmpty() && !Files.isDirectory(RunsOption.path(text))) {
            throw new IOException("there is no file or run '" + text + "'" + runs.others());
        }
        return runs.open(text);
    }

    private List<NamedFigure> draw(RunFolder run, FigureOptions options) throws IOException {
        var figures = new ArrayList<NamedFigure>();
        boolean wantsCurves = kinds.contains(CURVES) || kinds.contains(ALL) || kinds.isEmpty();
        if (wantsCurves && surfaceName == null) {
            figures.addAll(TrainingCurves.of(run.metrics(), options));
            figures.addAll(TrainingDynamics.of(run.metrics(), options));
        }
        boolean wantsSurfaces = kinds.isEmpty() || kinds.stream().anyMatch(kind -> !kind.equals(CURVES));
        if (wantsSurfaces) {
            for (var name : surfaceNames(run)) {
                figures.addAll(drawSliced(new Source(name, SurfaceFile.read(run.surfaceFile(name))), options));
            }
        }
        if (figures.isEmpty()) {
            throw new IOException("run " + run.name() + " has nothing to draw"
                    + (wantsSurfaces
                            ? ": no surface, and no curve of more than one point"
                            : ": no curve of more than one point"));
        }
        return figures;
    }

    private List<String> surfaceNames(RunFolder run) throws IOException {
        var all = run.surfaces();
        if (surfaceName == null) {
            return all;
        }
        if (!all.contains(surfaceName)) {
            throw new IOException("run " + run.name() + " has no surface '" + surfaceName + "'"
                    + (all.isEmpty() ? "; it has none" : "; it has " + String.join(", ", all)));
        }
        return List.of(surfaceName);
    }

    private List<NamedFigure> draw(Source source, FigureOptions options) throws IOException {
        var surface = source.surface;
        var shown = shown(surface);
        var way = projectionFile == null ? Overlay.NONE : Overlay.of(LandscapeFile.trajectory(projectionFile));
        var overlay = way.withPlaces(Landmarks.of(surface));
        var figures = new ArrayList<NamedFigure>();
        for (var kind : kinds(surface, shown)) {
            if (kind == PlotKind.LINE
                    && figureFlags.isPublished()
                    && !Convexity.isCurvature(shown)
                    && kind.suits(surface.grid().dimensions())) {
                figures.add(publishedLine(source, options));
                continue;
            }
            var fitted = fitted(surface, shown, kind);
            var drawn = kind.draw(
                    fitted.surface, shown, overlay, fitted.options(options).withCaption(TrustText.caption(surface)));
            var name = source.name + (kind == PlotKind.LINE ? lineName(shown) : "-" + shown + "-" + kind);
            figures.add(new NamedFigure(name, drawn));
        }
        return figures;
    }

    /** A line shows all quantities of its kind. */
    private static String lineName(String shown) {
        return Convexity.isCurvature(shown) ? "-curvature-line" : "-line";
    }

    private String shown(Surface surface) {
        return quantity == null ? PlotQuantity.choose(surface) : quantity;
    }

    private Set<PlotKind> kinds(Surface surface, String shown) {
        int dimensions = surface.grid().dimensions();
        var chosen = new LinkedHashSet<PlotKind>();
        if (kinds.isEmpty()) {
            chosen.addAll(dimensions == 1 ? List.of(PlotKind.LINE) : SurfaceFigures.kinds(shown));
        }
        for (var text : kinds) {
            if (text.equals(ALL)) {
                for (var kind : PlotKind.values()) {
                    if (kind.suits(dimensions)) {
                        chosen.add(kind);
                    }
                }
            } else if (!text.equals(CURVES)) {
                chosen.add(PlotKind.parse(text));
            } else if (sources.size() == 1 && Files.isRegularFile(RunsOption.path(sources.get(0)))) {
                throw new IllegalArgumentException("kind 'curves' is for runs; " + sources.get(0) + " is a surface");
            }
        }
        return chosen;
    }

    /** A surface cut off at the greatest loss that is to be shown, and the range of a line. */
    private record Fitted(Surface surface, @Nullable Double high, UnaryOperator<FigureOptions> style) {
        FigureOptions options(FigureOptions options) {
            var styled = style.apply(options);
            return high == null || styled.minimum() != null || styled.maximum() != null
                    ? styled
                    : styled.withRange(0.0, high);
        }
    }

    private Fitted fitted(Surface surface, String shown, PlotKind kind) {
        UnaryOperator<FigureOptions> style = options -> figureFlags.styled(kind, options);
        if (lossMax == null || lossMax == -1 || shown.contains("acc")) {
            return new Fitted(surface, null, style);
        }
        return kind == PlotKind.LINE
                ? new Fitted(surface, lossMax, style)
                : new Fitted(Clipping.above(surface, shown, lossMax), null, style);
    }

    /** A line in the published scripts' style. */
    private NamedFigure publishedLine(Source source, FigureOptions options) {
        double most = lossMax == null || lossMax == -1 ? PublishedStyle.LOSS_MAX : lossMax;
        var captioned = options.withCaption(TrustText.caption(source.surface));
        return new NamedFigure(source.name + "-line", PublishedStyle.line(source.surface, most, captioned));
    }

    /** Several files in one figure: lines in one plot, planes side by side on one scale. */
    private NamedFigure together() throws IOException {
        if (kinds.size() > 1
                || (!kinds.isEmpty()
                        && !kinds.get(0).equals("filled")
                        && !kinds.get(0).equals("line"))) {
            throw new IllegalArgumentException(
                    "several files are drawn as filled contours on one scale, or as lines in one plot; leave out --kind");
        }
        var all = new ArrayList<Source>();
        for (var text : sources) {
            var file = RunsOption.path(text);
            if (RunFolder.isRun(file) || (!Files.exists(file) && runs.find(text).isPresent())) {
                throw new IllegalArgumentException(
                        text + " is a run; draw one run at a time, or give its surface files");
            }
            all.add(new Source(SurfaceFile.stem(file), slice.of(SurfaceFile.read(file))));
        }
        int dimensions = all.get(0).surface.grid().dimensions();
        if (all.stream().anyMatch(source -> source.surface.grid().dimensions() != dimensions)) {
            throw new IllegalArgumentException("lines and planes do not fit into one figure; draw them apart");
        }
        var shown = shown(all.get(0).surface);
        return dimensions == 1 ? lines(all, shown) : grid(all, shown);
    }

    private NamedFigure lines(List<Source> all, String shown) {
        var surfaces = all.stream()
                .map(source -> new NamedSurface(source.name, source.surface))
                .toList();
        var options = figureFlags.options();
        var titled = options.title() == null ? options.withTitle(shown.replace('_', ' ')) : options;
        return new NamedFigure("lines-" + shown, LandscapeGrids.lines(surfaces, shown, titled));
    }

    private NamedFigure grid(List<Source> all, String shown) {
        var size = LandscapeGrids.sized(FigureOptions.defaults(), all.size());
        var surfaces = all.stream()
                .map(source -> new NamedSurface(
                        source.name,
                        lossMax == null || lossMax == -1 || shown.contains("acc")
                                ? source.surface
                                : Clipping.above(source.surface, shown, lossMax)))
                .toList();
        var options = figureFlags.options(size.width(), size.height());
        return new NamedFigure("grid-" + shown, LandscapeGrids.filled(surfaces, shown, options));
    }
}
