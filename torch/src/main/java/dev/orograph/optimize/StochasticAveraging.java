package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.provenance.SpecificationText;
import java.util.OptionalDouble;
import java.util.function.LongToDoubleFunction;

/**
 * Stochastic weight averaging (arXiv 1803.05407): the plain mean of parameters late in a training, which may go on with a
 * constant rate of its own then, as {@code SWALR}.
 *
 * @param start below 1 a share of all epochs, from 1 on an epoch, after which it begins; at least 0
 * @param every epochs between two parameters that enter, at least 1; counted if {@code steps} is 0
 * @param steps between two parameters that enter; 0 to count epochs
 * @param learningRate from the start on, at least 0; empty to leave the schedule alone
 * @param annealEpochs over which the rate goes there, at least 0
 * @param annealing how it goes there
 */
public record StochasticAveraging(
        double start, long every, long steps, OptionalDouble learningRate, double annealEpochs, Annealing annealing)
        implements Averaging {
    public StochasticAveraging {
        Specification.atLeast(0, "swa start", start);
        Specification.atLeast(1, "swa every", (double) every);
        Specification.atLeast(0, "swa steps", (double) steps);
        learningRate.ifPresent(rate -> Specification.atLeast(0, "swa swa_lr", rate));
        Specification.atLeast(0, "swa anneal_epochs", annealEpochs);
        if (learningRate.isEmpty() && annealEpochs > 0) {
            throw new IllegalArgumentException("swa anneal_epochs leads to a learning rate; give it with swa_lr");
        }
    }

    static StochasticAveraging of(Specification given) {
        given.allow("start", "every", "steps", "swa_lr", "anneal_epochs", "anneal_strategy");
        if (given.has("every") && given.has("steps")) {
            throw new IllegalArgumentException("averaging swa: every counts epochs and steps counts steps; give one");
        }
        return new StochasticAveraging(
                given.number("start", 0.75),
                Averaging.count(given, "every"),
                given.has("steps") ? Averaging.count(given, "steps") : 0,
                given.has("swa_lr") ? OptionalDouble.of(given.number("swa_lr", 0)) : OptionalDouble.empty(),
                given.number("anneal_epochs", 0),
                Annealing.of(given, "anneal_strategy"));
    }

    @Override
    public String text() {
        var text = new SpecificationText("swa").add("start", start);
        text = every == 1 ? text : text.add("every", every);
        text = steps == 0 ? text : text.add("steps", steps);
        text = learningRate.isEmpty() ? text : text.add("swa_lr", learningRate.getAsDouble());
        return annealing
                .addTo(text.add("anneal_epochs", annealEpochs, 0), "anneal_strategy")
                .toString();
    }

    @Override
    public boolean takes(long step, long stepsPerEpoch, long epochs) {
        long since = step - Averaging.startStep(start, stepsPerEpoch, epochs);
        return since > 0 && since % (steps == 0 ? every * stepsPerEpoch : steps) == 0;
    }

    @Override
    public double share(long taken) {
        return 1.0 / (taken + 1);
    }

    @Override
    public double rate(long step, long stepsPerEpoch, long epochs, LongToDoubleFunction scheduled) {
        long begin = Averaging.startStep(start, stepsPerEpoch, epochs);
        if (learningRate.isEmpty() || step < begin) {
            return scheduled.applyAsDouble(step);
        }
        double elapsed = annealEpochs == 0 ? 1 : Math.min(1, (step - begin) / (annealEpochs * stepsPerEpoch));
        return annealing.between(scheduled.applyAsDouble(begin), learningRate.getAsDouble(), elapsed);
    }
}
