package dev.orograph.figure;

import dev.orograph.measurement.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Named points on a surface: places, and the checkpoints of a path. Belongs to one thread. */
final class SurfacePoints {
    private static final double PIN = 0.16;

    private final HeightField heights;
    private final Projection projection;
    private final Canvas canvas;
    private final Box picture;
    private final PointLabels labels = new PointLabels();
    private final List<Box> reserved = new ArrayList<>();

    SurfacePoints(HeightField heights, Projection projection, Canvas canvas, Box picture) {
        this.heights = heights;
        this.projection = projection;
        this.canvas = canvas;
        this.picture = picture;
    }

    /** Each place as a pin that stands on the surface. */
    void paintPlaces(List<Place> places) {
        for (var place : places) {
            var foot = pixel(place.x(), place.y(), 0);
            var head = pixel(place.x(), place.y(), PIN);
            if (foot != null && head != null) {
                canvas.segment(
                        foot[0],
                        foot[1],
                        head[0],
                        head[1],
                        Style.stroke(Rgb.WHITE, 2.8).opacity(0.7));
                canvas.segment(foot[0], foot[1], head[0], head[1], Style.stroke(Theme.INK, 1.2));
                PlacesMark.paintPlace(canvas, head[0], head[1]);
                reserved.add(new Box(head[0] - 6, head[1] - 6, 12, 12));
            }
        }
        for (var place : places) {
            announce(place.name(), pixel(place.x(), place.y(), PIN));
        }
    }

    /** Keeps a path's points free and names the most important of them. */
    void announceNames(PathMark mark) {
        var trajectory = mark.trajectory();
        for (int i = 0; i < trajectory.size(); i++) {
            var pixel = pixel(trajectory.x(i), trajectory.y(i), 0);
            if (pixel != null) {
                reserved.add(new Box(pixel[0] - 4, pixel[1] - 4, 8, 8));
            }
        }
        for (int point : PathLabels.worthNaming(trajectory.labels())) {
            if (mark.hasReached(point)) {
                announce(trajectory.labels().get(point), pixel(trajectory.x(point), trajectory.y(point), 0));
            }
        }
    }

    private double @Nullable [] pixel(double x, double y, double lift) {
        double unitX = heights.unitX(x);
        double unitY = heights.unitY(y);
        double height = heights.heightAt(unitX, unitY);
        return Double.isNaN(height) ? null : projection.point(unitX, unitY, height + lift);
    }

    private void announce(String name, double @Nullable [] pixel) {
        if (pixel != null) {
            var line = TextLine.within(name, Theme.TICK - 0.5, picture.width() * 0.4);
            labels.announce(line, pixel[0], pixel[1], this::isFree, true);
        }
    }

    private boolean isFree(Box box) {
        return picture.contains(box)
                && canvas.isFree(box, 3)
                && reserved.stream().noneMatch(other -> other.overlaps(box));
    }

    List<Box> names() {
        return labels.boxes();
    }

    void paintNames(@Nullable Box legend) {
        labels.paint(canvas, box -> legend == null || !legend.overlaps(box));
    }
}
