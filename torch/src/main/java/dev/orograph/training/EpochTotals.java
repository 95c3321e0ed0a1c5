package dev.orograph.training;

import dev.orograph.objective.Value;
import java.util.OptionalDouble;

/** Sums over the steps of the current epoch, each weighted by its number of samples. */
final class EpochTotals {
    private double loss;
    private long correct;
    private long samples;

    void add(BatchLoss.Result batch) {
        loss += batch.loss() * batch.samples();
        correct += batch.correct().orElse(0);
        samples += batch.samples();
    }

    void restore(double newLoss, long newCorrect, long newSamples) {
        loss = newLoss;
        correct = newCorrect;
        samples = newSamples;
    }

    void clear() {
        restore(0, 0, 0);
    }

    double loss() {
        return loss;
    }

    long correct() {
        return correct;
    }

    long samples() {
        return samples;
    }

    /** Means over the samples seen in this epoch, at the parameters of their time. */
    Value mean(boolean isClassification) {
        var accuracy = isClassification ? OptionalDouble.of(100.0 * correct / samples) : OptionalDouble.empty();
        return new Value(loss / samples, accuracy, samples);
    }
}
