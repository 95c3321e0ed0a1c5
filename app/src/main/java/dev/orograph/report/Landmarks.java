package dev.orograph.report;

import dev.orograph.measurement.Place;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.List;

/** Other weights that lie in a surface's plane, as its provenance tells. */
public final class Landmarks {
    private static final String PREFIX = "place.";

    private Landmarks() {}

    /** The places within the surface's ranges; none on a line or in a volume. */
    public static List<Place> of(Surface surface) {
        var places = new ArrayList<Place>();
        if (surface.grid().dimensions() != 2) {
            return places;
        }
        surface.provenance().entries().forEach((key, text) -> {
            var numbers = text.strip().split(" ", -1);
            if (key.startsWith(PREFIX) && numbers.length == 2) {
                var place = new Place(
                        key.substring(PREFIX.length()), Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
                if (isInside(surface, place)) {
                    places.add(place);
                }
            }
        });
        if (!places.isEmpty()) {
            places.add(0, new Place("centre", 0, 0));
        }
        return places;
    }

    private static boolean isInside(Surface surface, Place place) {
        var x = surface.grid().x();
        var y = surface.grid().y();
        return place.x() >= x.min() && place.x() <= x.max() && place.y() >= y.min() && place.y() <= y.max();
    }
}
