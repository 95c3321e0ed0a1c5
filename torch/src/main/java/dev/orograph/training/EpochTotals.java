package dev.orograph.training;

import dev.orograph.objective.Value;
import java.util.OptionalDouble;

/** Sums over the steps of the current epoch, each weighted by its number of samples. */
final class EpochTotals {
    private double loss;
    private double correct;
    private long samples;

    void add(BatchLoss.Result batch) {
        loss += batch.loss() * batch.samples();
        correct += batch.correct().orElse(0);
        samples += batch.samples();
    }

    /** Means over the samples seen in this epoch, each at the parameters of its time. */
    Value mean(boolean isClassification) {
        var accuracy = isClassification ? OptionalDouble.of(100.0 * correct / samples) : OptionalDouble.empty();
        return new Value(loss / samples, accuracy, samples);
    }

    void clear() {
        loss = 0;
        correct = 0;
        samples = 0;
    }

    void write(Notes notes) {
        notes.put("epoch.loss", loss);
        notes.put("epoch.correct", correct);
        notes.put("epoch.samples", samples);
    }

    void read(Notes notes) {
        loss = notes.number("epoch.loss");
        correct = notes.number("epoch.correct");
        samples = notes.count("epoch.samples");
    }
}
