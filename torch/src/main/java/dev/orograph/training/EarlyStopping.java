package dev.orograph.training;

import dev.orograph.data.Split;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends a training that no longer gets better.
 *
 * @param set name of the evaluated data set whose loss is watched
 * @param patience epochs in a row without a loss below the lowest so far, after which it ends; at least 1
 */
public record EarlyStopping(String set, int patience) {
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("patience " + patience + " must be at least 1 epoch");
        }
    }

    /**
     * Watches the first of validation, test and training samples that there is: never the test samples where others were
     * set aside for it.
     *
     * @param splits the data has
     */
    public static EarlyStopping of(Set<Split> splits, int patience) {
        var names = splits.stream().map(Split::toString).collect(Collectors.toSet());
        return new EarlyStopping(WatchedSet.usual(names).orElse(Split.TRAIN.toString()), patience);
    }
}
