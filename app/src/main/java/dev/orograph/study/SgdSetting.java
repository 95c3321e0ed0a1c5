package dev.orograph.study;

import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Sgd;

/** The settings of stochastic gradient descent whose effect is shown, each one step from an earlier one. */
enum SgdSetting {
    PLAIN("plain", new Sgd(0.1, 0, 0, 0, false, false)),
    MOMENTUM("momentum", new Sgd(0.1, 0.9, 0, 0, false, false)),
    NESTEROV("nesterov", new Sgd(0.1, 0.9, 0, 0, true, false)),
    DECAY("nesterov + weight decay", new Sgd(0.1, 0.9, 0, 2, true, false)),
    DAMPENING("momentum + dampening", new Sgd(0.1, 0.9, 0.8, 0, false, false));

    private final String words;
    @SuppressWarnings("ImmutableEnumChecker") // settings are records of numbers
    private final OptimizerSettings optimizer;

    SgdSetting(String words, OptimizerSettings optimizer) {
        this.words = words;
        this.optimizer = optimizer;
    }

    OptimizerSettings optimizer() {
        return optimizer;
    }

    /** As part of a file's name. */
    String slug() {
        return words.replace(" + ", "-").replace(' ', '-');
    }

    @Override
    public String toString() {
        return words;
    }
}
