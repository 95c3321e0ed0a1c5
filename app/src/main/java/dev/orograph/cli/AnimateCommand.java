package dev.orograph.cli;

import dev.orograph.figure.Animation;
import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.Gif;
import dev.orograph.figure.LandscapeAnimations;
import dev.orograph.figure.Overlay;
import dev.orograph.figure.View;
import dev.orograph.format.AtomicFile;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import dev.orograph.report.PlotQuantity;
import java.io.IOException;
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

/** Draws landscapes that move, as GIF. */
@Command(
        name = "animate",
        mixinStandardHelpOptions = true,
        description = {
            "Draws a landscape that moves, as an animated GIF.",
            "turn: the surface turns once around; path: the optimizer moves over the contours along a trajectory."
        })
final class AnimateCommand implements Callable<Integer> {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 480;
    private static final int FRAMES_OF_A_TURN = 60;
    private static final int MOST_FRAMES = 1000;

    @Parameters(paramLabel = "FILE", description = "A surface file with two axes.")
    private String source = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "turn or path (default: path where a trajectory is given, else turn).")
    private @Nullable String kind;

    @Option(
            names = {"--trajectory", "--proj-file"},
            paramLabel = "FILE",
            split = ",",
            description = "Trajectories in the surface's plane (.h5 or .csv), drawn together.")
    private List<Path> trajectoryFiles = List.of();

    @Option(
            names = {"--quantity", "--surf-name"},
            paramLabel = "NAME",
            description = "train_loss, test_loss or another quantity of the file (default: a loss).")
    private @Nullable String quantity;

    @Option(
            names = "--unit",
            paramLabel = "WORD",
            description = "What the trajectory's labels count (default: ${DEFAULT-VALUE}).")
    private String unit = "epoch";

    @Option(
            names = "--frames",
            paramLabel = "N",
            description = "How many pictures (default: 60 for a turn, about 4 per checkpoint for a path).")
    private @Nullable Integer frames;

    @Option(names = "--elevation", paramLabel = "DEGREES", description = "How high the viewer of a turn stands.")
    private double elevation = View.defaults().elevation();

    @Option(
            names = "--scale",
            paramLabel = "X",
            description = "Pixels of the GIF per pixel of the figure (default: ${DEFAULT-VALUE}).")
    private double scale = 1;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The GIF to write (default: here, named by its source).")
    private @Nullable Path out;

    @Mixin
    private final FigureFlags figureFlags = new FigureFlags();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /** What moves. */
    private enum Kind {
        TURN,
        PATH
    }

    @Override
    public Integer call() throws IOException {
        var wanted = kind();
        if (frames != null && (frames < 2 || frames > MOST_FRAMES)) {
            throw new IllegalArgumentException("--frames " + frames + " is not possible; give 2 to " + MOST_FRAMES);
        }
        if (wanted == Kind.PATH && trajectoryFiles.isEmpty()) {
            throw new IllegalArgumentException("kind 'path' needs the way of an optimizer; give it with --trajectory");
        }
        var file = RunsOption.path(source);
        var target = target(SurfaceFile.stem(file), wanted);
        var animation = animation(wanted, SurfaceFile.read(file), figureFlags.options(WIDTH, HEIGHT));
        try (var listener = new TerminalListener(spec.commandLine().getErr())) {
            var gif = Gif.render(animation, scale, listener);
            if (listener.isCancelled()) {
                throw new IOException("stopped before all pictures were drawn; " + target + " was not written");
            }
            AtomicFile.write(target, to -> to.write(gif));
        }
        spec.commandLine().getOut().println(target);
        return 0;
    }

    private Kind kind() {
        if (kind == null) {
            return trajectoryFiles.isEmpty() ? Kind.TURN : Kind.PATH;
        }
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "turn" -> Kind.TURN;
            case "path" -> Kind.PATH;
            default -> throw new IllegalArgumentException("kind '" + kind + "' is unknown; choose turn or path");
        };
    }

    private Path target(String stem, Kind wanted) {
        if (out == null) {
            return Path.of(stem + "-" + wanted.name().toLowerCase(Locale.ROOT) + ".gif");
        }
        if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".gif")) {
            throw new IllegalArgumentException("--out " + out + " is no GIF; give a file ending in .gif");
        }
        return out;
    }

    private Animation animation(Kind wanted, Surface surface, FigureOptions options) throws IOException {
        var shown = quantity == null ? PlotQuantity.choose(surface) : quantity;
        var trajectories = new ArrayList<Trajectory>();
        for (var file : trajectoryFiles) {
            trajectories.add(LandscapeFile.trajectory(file));
        }
        var overlay = new Overlay(trajectories, List.of(), null);
        if (wanted == Kind.TURN) {
            var view = new View(View.defaults().azimuth(), elevation, true);
            return LandscapeAnimations.turn(
                    surface, shown, overlay, view, options, frames == null ? FRAMES_OF_A_TURN : frames);
        }
        int count = frames == null
                ? trajectories.stream()
                        .mapToInt(LandscapeAnimations::framesFor)
                        .max()
                        .orElseThrow()
                : frames;
        return LandscapeAnimations.path(surface, shown, overlay, unit, options, count);
    }
}
