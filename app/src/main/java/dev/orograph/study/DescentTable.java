package dev.orograph.study;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** What the rows of a table of descents have in common. */
final class DescentTable {
    static final List<String> HEAD = List.of(
            "surface",
            "optimizer",
            "steps",
            "final loss",
            "distance to the nearest minimum",
            "first step within 0.1 of it",
            "outcome");

    /** In a cell about which there is nothing to say. */
    static final String NOTHING = "–";

    /** Within this distance of a minimum it counts as reached. */
    static final double NEAR = 0.1;

    private DescentTable() {}

    /** The first step at which a distance is small enough, or that there is none. */
    static String first(int steps, IntToDoubleFunction distance) {
        for (int step = 0; step <= steps; step++) {
            if (distance.applyAsDouble(step) <= NEAR) {
                return Integer.toString(step);
            }
        }
        return "never";
    }
}
