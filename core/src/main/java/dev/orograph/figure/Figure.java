package dev.orograph.figure;

import dev.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of panels in rows and columns. Immutable; the same figure always gives the same bytes.
 *
 * @param width in pixels, 200 … 10,000
 * @param height in pixels, 150 … 10,000
 * @param title above all panels; may be empty
 * @param caption in small print below them, such as the trust report; may be empty
 * @param columns panels per row
 * @param panels from left to right, then down; at least one
 * @param colorBar right of all panels, or null if there is none
 * @param provenance what the figure was made from, written into its files
 */
public record Figure(
        int width,
        int height,
        String title,
        String caption,
        int columns,
        List<Panel> panels,
        @Nullable ColorBar colorBar,
        Provenance provenance) {
    public Figure {
        if (width < 200 || width > 10_000 || height < 150 || height > 10_000) {
            throw new IllegalArgumentException("a figure of " + width + " by " + height
                    + " pixels cannot be laid out; give 200 to 10000 by 150 to 10000");
        }
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a figure needs at least one panel");
        }
        if (columns < 1) {
            throw new IllegalArgumentException("a figure with " + columns + " columns has no place for panels");
        }
    }

    /** One panel on a page of 720 by 540 pixels. */
    public static Figure of(Panel panel) {
        return new Figure(720, 540, "", "", 1, List.of(panel), null, Provenance.NONE);
    }

    /** Panels in rows of {@code columns}, on a page that gives each 400 by 330 pixels. */
    public static Figure grid(int columns, List<? extends Panel> panels) {
        int used = Math.max(1, Math.min(columns, panels.size()));
        int rows = Math.max(1, (panels.size() + used - 1) / used);
        return new Figure(400 * used, 330 * rows, "", "", used, List.copyOf(panels), null, Provenance.NONE);
    }

    public static Figure grid(int columns, Panel... panels) {
        return grid(columns, Arrays.asList(panels));
    }

    public Figure withSize(int newWidth, int newHeight) {
        return new Figure(newWidth, newHeight, title, caption, columns, panels, colorBar, provenance);
    }

    public Figure withTitle(String newTitle) {
        return new Figure(width, height, newTitle, caption, columns, panels, colorBar, provenance);
    }

    public Figure withCaption(String newCaption) {
        return new Figure(width, height, title, newCaption, columns, panels, colorBar, provenance);
    }

    public Figure withColorBar(@Nullable ColorBar newColorBar) {
        return new Figure(width, height, title, caption, columns, panels, newColorBar, provenance);
    }

    public Figure withProvenance(Provenance newProvenance) {
        return new Figure(width, height, title, caption, columns, panels, colorBar, newProvenance);
    }

    int rows() {
        return (panels.size() + columns - 1) / columns;
    }

    /** Lays the figure out: where everything stands, and the SVG. */
    public FigureLayout layout() {
        return new FigurePainter(this).paint();
    }

    /** The figure as an SVG document whose text is outlines. */
    public String toSvg() {
        return layout().svg();
    }
}
