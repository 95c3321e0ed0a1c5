package dev.orograph.landscape;

import java.util.List;

/**
 * A set of weights that lies in a plane.
 *
 * @param name what it is called in a picture
 * @param coordinates one per axis, x first
 */
public record Landmark(String name, List<Double> coordinates) {
    public Landmark {
        coordinates = List.copyOf(coordinates);
    }
}
