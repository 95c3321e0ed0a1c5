package dev.orograph.figure;

import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trajectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Landscapes that move. All frames of one animation share the scale of colours, the levels and the layout: nothing jumps
 * that does not move.
 */
public final class LandscapeAnimations {
    private static final int STEP_MILLISECONDS = 80;
    private static final int TURN_MILLISECONDS = 70;
    private static final int SURFACE_MILLISECONDS = 450;
    private static final int PAUSE_MILLISECONDS = 1600;

    /** With more steps than this, names of points would crowd around the end; the title tells the step all the same. */
    private static final int STEPS_WITH_LABELS = 60;

    private LandscapeAnimations() {}

    /**
     * Optimizers on their way over coloured contours, all of them one step at a time; those that arrive first wait.
     *
     * @param overlay with at least one trajectory
     * @param unit what the trajectories' labels count, such as {@code "epoch"}; named in the title with the label of the
     *     longest one's last checkpoint
     * @param frames how many pictures, at least 2
     * @throws IllegalArgumentException if there is no trajectory or only one frame
     */
    public static Animation path(
            Surface surface, String quantity, Overlay overlay, String unit, FigureOptions options, int frames) {
        var longest = overlay.trajectories().stream()
                .max(Comparator.comparingInt(Trajectory::size))
                .orElseThrow(() -> new IllegalArgumentException("an optimizer's way needs a trajectory; give one"));
        requireSeveral(frames);
        int steps = longest.size() - 1;
        var titles = FrameTitles.of(title(quantity, options), unit, longest.labels(), options.width());
        var drawn = steps > STEPS_WITH_LABELS ? overlay.withoutLabels() : overlay;
        var figures = new ArrayList<Figure>();
        for (int i = 0; i < frames; i++) {
            double taken = steps * (i / (frames - 1.0));
            figures.add(LandscapeFigures.filledContour(
                    surface, quantity, drawn.shownUntil(taken), options.withTitle(titles.get((int)
                            Math.floor(taken + 1e-9)))));
        }
        return Animation.of(figures, STEP_MILLISECONDS).withPause(PAUSE_MILLISECONDS);
    }

    /** Frames that show a way of so many checkpoints smoothly, and no more of them than a small file can hold. */
    public static int framesFor(Trajectory trajectory) {
        return Math.max(30, Math.min(120, 4 * trajectory.size()));
    }

    /**
     * A shaded surface that turns once around.
     *
     * @param view from where it is seen first
     * @param frames how many pictures, at least 2, evenly over the full turn
     * @throws IllegalArgumentException if there is only one frame
     */
    public static Animation turn(
            Surface surface, String quantity, Overlay overlay, View view, FigureOptions options, int frames) {
        requireSeveral(frames);
        var figures = new ArrayList<Figure>();
        for (int i = 0; i < frames; i++) {
            var turned = view.turned(360.0 * i / frames);
            figures.add(LandscapeFigures.surface3D(surface, quantity, overlay, turned, options));
        }
        return Animation.of(figures, TURN_MILLISECONDS);
    }

    /**
     * Surfaces one after the other as coloured contours, such as those at every checkpoint of a run.
     *
     * @param surfaces at least one; their names stand in the title after {@code unit}
     * @param unit what the names count, such as {@code "epoch"}; may be empty
     * @param overlay of each trajectory, as many steps are shown as surfaces came before
     * @throws IllegalArgumentException if there is no surface or one lacks the quantity
     */
    public static Animation sequence(
            List<NamedSurface> surfaces, String quantity, String unit, Overlay overlay, FigureOptions options) {
        var fields = fields(surfaces, quantity);
        var shading = Shading.choose(quantity, fields, options);
        return sequence(
                surfaces,
                quantity,
                unit,
                options,
                frame -> LandscapeFigures.filledContour(
                        frame.surface, quantity, fields, shading, frame.overlay(overlay), frame.options));
    }

    /** The same as shaded surfaces with one scale of heights. */
    public static Animation sequence3D(
            List<NamedSurface> surfaces,
            String quantity,
            String unit,
            Overlay overlay,
            View view,
            FigureOptions options) {
        var fields = fields(surfaces, quantity);
        var shading = Shading.choose(quantity, fields, LandscapeFigures.lossRange(quantity, overlay), options);
        return sequence(
                surfaces,
                quantity,
                unit,
                options,
                frame -> LandscapeFigures.surface3D(
                        frame.surface, quantity, fields, shading, frame.overlay(overlay), view, frame.options));
    }

    /** One surface of a sequence and the options of its figure. */
    private record Moment(int index, Surface surface, FigureOptions options) {
        Overlay overlay(Overlay whole) {
            return whole.trajectories().isEmpty() ? whole : whole.shownUntil(index);
        }
    }

    private static Animation sequence(
            List<NamedSurface> surfaces,
            String quantity,
            String unit,
            FigureOptions options,
            Function<Moment, Figure> draw) {
        var names = surfaces.stream().map(NamedSurface::name).toList();
        var titles = FrameTitles.of(title(quantity, options), unit, names, options.width());
        var caption = options.caption() != null
                ? options.caption()
                : TrustLine.of(surfaces.stream().map(NamedSurface::surface).toList(), quantity);
        var figures = new ArrayList<Figure>();
        for (int i = 0; i < surfaces.size(); i++) {
            var own = options.withTitle(titles.get(i)).withCaption(caption);
            figures.add(draw.apply(new Moment(i, surfaces.get(i).surface(), own)));
        }
        return Animation.of(figures, SURFACE_MILLISECONDS).withPause(PAUSE_MILLISECONDS);
    }

    private static List<Field> fields(List<NamedSurface> surfaces, String quantity) {
        if (surfaces.isEmpty()) {
            throw new IllegalArgumentException("a sequence needs at least one surface");
        }
        return surfaces.stream().map(each -> Field.of(each.surface(), quantity)).toList();
    }

    private static String title(String quantity, FigureOptions options) {
        return options.title() != null ? options.title() : QuantityNames.label(quantity);
    }

    private static void requireSeveral(int frames) {
        if (frames < 2) {
            throw new IllegalArgumentException(frames + " frames do not move; give at least 2");
        }
    }
}
