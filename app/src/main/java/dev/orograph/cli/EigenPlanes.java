package dev.orograph.cli;

import dev.orograph.figure.FigureOptions;
import dev.orograph.figure.LandscapeGrids;
import dev.orograph.figure.NamedSurface;
import dev.orograph.landscape.DirectionRecipe;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.SurveyRecipe;
import dev.orograph.report.NamedFigure;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ExitCode;

/**
 * Lines, planes or volumes along eigenvectors of the Hessian: {@code hessian:1-2} or, for several in one figure,
 * {@code hessian:1-2,3-4}. Eigenvectors count from 1.
 */
final class EigenPlanes {
    private static final String WORD = "hessian";
    private static final Pattern FORM = Pattern.compile(WORD + ":(\\d{1,6}(-\\d{1,6})*(,\\d{1,6}(-\\d{1,6})*)*)");

    private final String text;
    private final List<List<Integer>> planes;

    private EigenPlanes(String text, List<List<Integer>> planes) {
        this.text = text;
        this.planes = planes;
    }

    /** Whether a kind of plane is one of eigenvectors. */
    static boolean asks(String plane) {
        return plane.equals(WORD) || plane.startsWith(WORD + ":");
    }

    /**
     * Reads {@code hessian}, which is {@code hessian:1-2-3} of as many axes as there are, or numbers as above.
     *
     * @throws IllegalArgumentException if it has another form, or names an eigenvector twice in one plane
     */
    static EigenPlanes parse(String text) {
        if (text.equals(WORD)) {
            return new EigenPlanes(text, List.of());
        }
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw malformed(text);
        }
        var planes = Arrays.stream(match.group(1).split(","))
                .map(group ->
                        Arrays.stream(group.split("-")).map(Integer::valueOf).toList())
                .toList();
        for (var plane : planes) {
            if (plane.contains(0) || plane.stream().distinct().count() < plane.size()) {
                throw malformed(text);
            }
        }
        if (planes.stream().distinct().count() < planes.size()) {
            throw malformed(text);
        }
        return new EigenPlanes(text, planes);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("plane '" + text
                + "' names no planes of eigenvectors; write hessian, hessian:1-2 or, for two planes, hessian:1-2,3-4"
                + " (counted from 1, each once)");
    }

    /** How many there are. */
    int count() {
        return Math.max(1, planes.size());
    }

    /**
     * Refuses planes of another number of axes.
     *
     * @throws IllegalArgumentException saying what to do
     */
    void requireAxes(int dimensions) {
        for (var plane : planes) {
            if (plane.size() != dimensions) {
                throw new IllegalArgumentException("plane '" + text + "' names " + plane.size() + " eigenvectors for "
                        + dimensions + (dimensions == 1 ? " range" : " ranges") + "; give one range for each, with --x,"
                        + " --y and --z");
            }
        }
    }

    /** The first plane's eigenvector along an axis, from 0. */
    int first(int axis) {
        return planes.isEmpty() ? axis : planes.get(0).get(axis) - 1;
    }

    /**
     * Measures one after the other, each as a surface of its own, and draws all of them in one figure with one scale.
     *
     * @param recipe along the first plane
     */
    int run(
            SurveyRunner runner,
            SurveyRecipe recipe,
            SurveyRunner.Settings settings,
            SurveyRunner.Target target,
            PrintWriter out)
            throws IOException {
        var folder = target.folder(recipe);
        for (var plane : planes) {
            int status = runner.run(
                    recipe.withPlane(along(recipe.plane(), plane)),
                    settings.withName(name(settings, plane)),
                    same -> folder);
            if (status != ExitCode.OK) {
                return status;
            }
        }
        if (settings.draws()) {
            draw(folder, settings).forEach(file -> out.println("figure:  " + file));
            out.flush();
        }
        return ExitCode.OK;
    }

    private static PlaneRecipe along(PlaneRecipe first, List<Integer> plane) {
        var directions = new ArrayList<DirectionRecipe>();
        for (int axis = 0; axis < plane.size(); axis++) {
            var seed = first.directions().get(axis) instanceof DirectionRecipe.Eigenvector vector ? vector.seed() : 0;
            directions.add(new DirectionRecipe.Eigenvector(plane.get(axis) - 1, seed));
        }
        return new PlaneRecipe(directions, first.frame());
    }

    private static String name(SurveyRunner.Settings settings, List<Integer> plane) {
        return settings.name() + "-" + words(plane, "-");
    }

    private static String words(List<Integer> plane, String between) {
        return plane.stream().map(String::valueOf).collect(Collectors.joining(between));
    }

    private List<Path> draw(RunFolder folder, SurveyRunner.Settings settings) throws IOException {
        var surfaces = new ArrayList<NamedSurface>();
        for (var plane : planes) {
            surfaces.add(new NamedSurface(
                    (plane.size() == 1 ? "eigenvector " : "eigenvectors ") + words(plane, ", "),
                    SurfaceFile.read(folder.surfaceFile(name(settings, plane)))));
        }
        int dimensions = surfaces.get(0).surface().grid().dimensions();
        var figures = new ArrayList<NamedFigure>();
        for (var quantity : SurfaceFigures.shown(surfaces.get(0).surface())) {
            var name = settings.name() + "-" + quantity + "-planes";
            if (dimensions == 1) {
                var options = FigureOptions.defaults().withLabels("distance along the eigenvector", null);
                figures.add(new NamedFigure(name, LandscapeGrids.lines(surfaces, quantity, options)));
            } else if (dimensions == 2) {
                var options = LandscapeGrids.sized(FigureOptions.defaults(), surfaces.size());
                figures.add(new NamedFigure(name, LandscapeGrids.filled(surfaces, quantity, options)));
            }
        }
        return NamedFigure.write(figures, folder.figureFolder());
    }
}
