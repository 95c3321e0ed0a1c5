package dev.orograph.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A panel that shows a field as a shaded surface in a box. Heights follow the scale of the colours; values beyond its
 * ends lie flat at the top or bottom, in the colour for that. Around points that are not finite the surface has holes,
 * and the points are marked on the floor.
 *
 * @param title above; may be empty
 * @param field the heights
 * @param colors colours and heights
 * @param xLabel along x; may be empty
 * @param yLabel along y; may be empty
 * @param zLabel along the heights; may be empty
 * @param view from where
 * @param floorLevels levels of the contour lines on the floor; none if empty
 * @param overlay drawn over the surface; trajectories that know their true losses stand on stilts
 * @param colorBar to the right, or null if there is none
 */
public record Surface3D(
        String title,
        Field field,
        ColorScale colors,
        String xLabel,
        String yLabel,
        String zLabel,
        View view,
        List<Double> floorLevels,
        Overlay overlay,
        @Nullable ColorBar colorBar)
        implements Panel {
    public Surface3D {
        floorLevels = List.copyOf(floorLevels);
    }

    /** The surface alone, from the default side. */
    public static Surface3D of(Field field, ColorScale colors) {
        return new Surface3D("", field, colors, "", "", "", View.defaults(), List.of(), Overlay.NONE, null);
    }

    public Surface3D withTitle(String newTitle) {
        return new Surface3D(newTitle, field, colors, xLabel, yLabel, zLabel, view, floorLevels, overlay, colorBar);
    }

    public Surface3D withLabels(String newXLabel, String newYLabel, String newZLabel) {
        return new Surface3D(
                title, field, colors, newXLabel, newYLabel, newZLabel, view, floorLevels, overlay, colorBar);
    }

    public Surface3D withView(View newView) {
        return new Surface3D(title, field, colors, xLabel, yLabel, zLabel, newView, floorLevels, overlay, colorBar);
    }

    public Surface3D withFloorContours(List<Double> levels) {
        return new Surface3D(title, field, colors, xLabel, yLabel, zLabel, view, levels, overlay, colorBar);
    }

    public Surface3D withOverlay(Overlay newOverlay) {
        return new Surface3D(title, field, colors, xLabel, yLabel, zLabel, view, floorLevels, newOverlay, colorBar);
    }

    public Surface3D withColorBar(@Nullable ColorBar newColorBar) {
        return new Surface3D(title, field, colors, xLabel, yLabel, zLabel, view, floorLevels, overlay, newColorBar);
    }
}
