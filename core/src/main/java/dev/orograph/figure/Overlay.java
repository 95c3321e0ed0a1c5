package dev.orograph.figure;

import dev.orograph.measurement.Path;
import dev.orograph.measurement.Place;
import dev.orograph.measurement.Trajectory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn over a landscape: ways through its plane and named places in it.
 *
 * @param trajectories each in a colour of its own
 * @param places marked and named
 * @param shown how many steps of every trajectory have been taken, fractions included, as in one picture of an animation;
 *     or null for finished ones
 */
public record Overlay(
        List<Trajectory> trajectories,
        List<Place> places,
        @Nullable Double shown) {
    /** Nothing. */
    public static final Overlay NONE = new Overlay(List.of(), List.of(), null);

    /** Each seen on every colour map by its white border. */
    private static final List<Rgb> COLORS = List.of(
            Rgb.of("c1121f"),
            Rgb.of("0b3d91"),
            Rgb.of("e36414"),
            Rgb.of("1b1b1b"),
            Rgb.of("b5179e"),
            Rgb.of("0a9396"),
            Rgb.of("7f5539"));

    /** With more ways than this, the names of their points would hide them. */
    private static final int WAYS_WITH_LABELS = 3;

    public Overlay {
        trajectories = List.copyOf(trajectories);
        places = List.copyOf(places);
    }

    public static Overlay of(Trajectory trajectory) {
        return NONE.with(trajectory);
    }

    /** A path, its points numbered from 0; nothing if it is null. */
    public static Overlay of(@Nullable Path path) {
        return path == null ? NONE : of(Trajectory.of(path));
    }

    /** Returns a copy with one more trajectory. */
    public Overlay with(Trajectory trajectory) {
        var all = new ArrayList<>(trajectories);
        all.add(trajectory);
        return new Overlay(all, places, shown);
    }

    public Overlay withPlaces(List<Place> newPlaces) {
        return new Overlay(trajectories, newPlaces, shown);
    }

    /** Returns a copy in which {@code steps} of every trajectory have been taken. */
    public Overlay shownUntil(double steps) {
        return new Overlay(trajectories, places, steps);
    }

    /** The same for a quantity that is not the loss whose values the trajectories know. */
    Overlay withoutLosses() {
        var bare = trajectories.stream()
                .map(each -> Trajectory.of(each.name(), each.labels(), each.x(), each.y()))
                .toList();
        return new Overlay(bare, places, shown);
    }

    /** The colour of one of the trajectories. */
    static Rgb color(int index) {
        return COLORS.get(index % COLORS.size());
    }

    /** Returns a copy in which no point of a trajectory is named. */
    Overlay withoutLabels() {
        return new Overlay(trajectories.stream().map(Trajectory::withoutLabels).toList(), places, shown);
    }

    List<PathMark> paths() {
        var ways = trajectories.size() > WAYS_WITH_LABELS ? withoutLabels().trajectories : trajectories;
        var paths = new ArrayList<PathMark>();
        for (int i = 0; i < ways.size(); i++) {
            paths.add(new PathMark(ways.get(i), color(i), shown));
        }
        return paths;
    }

    List<Mark> marks() {
        var marks = new ArrayList<Mark>(paths());
        if (!places.isEmpty()) {
            marks.add(new PlacesMark(places));
        }
        return marks;
    }

    /** The span of the true losses, or null if none is known. */
    @Nullable
    Range lossRange() {
        Range range = null;
        for (var trajectory : trajectories) {
            range = Range.union(range, trajectory.trueLosses().map(Range::of).orElse(null));
        }
        return range;
    }
}
