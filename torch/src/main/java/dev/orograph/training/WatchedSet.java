package dev.orograph.training;

import dev.orograph.data.Split;
import dev.orograph.optimize.PlateauSchedule;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which of the evaluated data sets decides about a training. */
final class WatchedSet {
    private WatchedSet() {}

    /** The first of validation, test and train that is evaluated; empty if none is. */
    static Optional<String> usual(Set<String> evaluated) {
        return Stream.of(Split.VALIDATION, Split.TEST, Split.TRAIN)
                .map(Split::toString)
                .filter(evaluated::contains)
                .findFirst();
    }

    /**
     * The one whose loss a schedule waits for: the one it names, else the first of validation, test and train; never the
     * test samples where others were set aside for it.
     *
     * @param evaluated names of the evaluated data sets
     * @throws IllegalArgumentException if it is not evaluated
     */
    static String of(PlateauSchedule schedule, Set<String> evaluated) {
        var found = schedule.watch().isPresent() ? schedule.watch().filter(evaluated::contains) : usual(evaluated);
        return found.orElseThrow(() -> new IllegalArgumentException("the schedule plateau watches "
                + schedule.watch().map(name -> "'" + name + "'").orElse("an evaluated data set") + ", but "
                + (evaluated.isEmpty() ? "none is" : "only " + String.join(", ", evaluated) + " are")
                + " evaluated"));
    }
}
