package dev.orograph.report;

import dev.orograph.figure.NamedSurface;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.List;

/** Planes of a volume, evenly spread over its third axis, the first and the last included. */
public final class VolumeSlices {
    /** As many as one page shows in a size that can be read. */
    private static final int MOST = 9;

    private VolumeSlices() {}

    /**
     * The planes, each named by its place.
     *
     * @param volume with three axes
     */
    public static List<NamedSurface> of(Surface volume) {
        var axis = volume.grid().axis(2);
        int shown = Math.min(MOST, axis.count());
        var slices = new ArrayList<NamedSurface>();
        for (int i = 0; i < shown; i++) {
            int index = (int) Math.round((axis.count() - 1.0) * i / (shown - 1));
            var place = axis.name() + " = " + Numbers.text(axis.coordinate(index), 3);
            slices.add(new NamedSurface(place, volume.slice(2, index)));
        }
        return slices;
    }
}
