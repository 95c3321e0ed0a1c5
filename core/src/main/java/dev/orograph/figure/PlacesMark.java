package dev.orograph.figure;

import dev.orograph.measurement.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Named places in the plane, each a square with its name beside it.
 *
 * @param places where and what they are
 */
public record PlacesMark(List<Place> places) implements Mark {
    private static final Rgb COLOR = Rgb.of("ffffff");

    public PlacesMark {
        places = List.copyOf(places);
    }

    @Override
    public @Nullable Range xRange() {
        return Range.of(places.stream().mapToDouble(Place::x).toArray());
    }

    @Override
    public @Nullable Range yRange(boolean logarithmic) {
        var y = places.stream().mapToDouble(Place::y).toArray();
        return logarithmic ? Range.ofPositive(y) : Range.of(y);
    }

    @Override
    public List<double[]> footprint(PlotFrame frame) {
        var points = new ArrayList<double[]>();
        for (var place : places) {
            if (frame.isDrawable(place.x(), place.y(), false)) {
                points.add(new double[] {frame.pixelX(place.x()), frame.pixelY(place.y())});
            }
        }
        return points;
    }

    @Override
    public void reserve(PlotFrame frame) {
        for (double[] point : footprint(frame)) {
            frame.reserve(new Box(point[0] - 6, point[1] - 6, 12, 12));
        }
    }

    @Override
    public void placeLabels(PlotFrame frame) {
        for (var place : places) {
            if (frame.isDrawable(place.x(), place.y(), false)) {
                frame.label(place.name(), frame.pixelX(place.x()), frame.pixelY(place.y()), true);
            }
        }
    }

    @Override
    public void paint(PlotFrame frame) {
        for (double[] point : footprint(frame)) {
            paintPlace(frame.canvas(), point[0], point[1]);
        }
    }

    static void paintPlace(Canvas canvas, double x, double y) {
        Marker.SQUARE.paint(canvas, x, y, 5, Style.fill(COLOR).outlined(Theme.INK, 1.6));
    }
}
