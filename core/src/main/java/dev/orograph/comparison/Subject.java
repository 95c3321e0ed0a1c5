package dev.orograph.comparison;

import dev.orograph.measurement.Surface;
import java.util.List;

/**
 * One of the things compared: the maps of one network, one along each set of directions.
 *
 * @param name what tells it from the others
 * @param surfaces at least one, all with as many axes
 */
public record Subject(String name, List<Surface> surfaces) {
    public Subject {
        surfaces = List.copyOf(surfaces);
        if (surfaces.isEmpty()) {
            throw new IllegalArgumentException("there is no surface of " + name + "; a comparison needs at least one");
        }
        int dimensions = surfaces.get(0).grid().dimensions();
        if (surfaces.stream().anyMatch(surface -> surface.grid().dimensions() != dimensions)) {
            throw new IllegalArgumentException("the surfaces of " + name + " have different numbers of axes");
        }
    }

    /** Number of axes of each surface. */
    public int dimensions() {
        return surfaces.get(0).grid().dimensions();
    }
}
