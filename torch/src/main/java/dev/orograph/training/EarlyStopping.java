package dev.orograph.training;

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
}
