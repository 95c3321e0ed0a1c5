package dev.orograph.monitor;

/**
 * What probes of one training share; owns it.
 *
 * @param training looked at
 * @param blocks of θ
 * @param layers whose outputs are looked at
 * @param samples on which curvature is measured
 * @param clock of the phases
 */
record Equipment(
        MonitoredTraining training, Blocks blocks, ActivationLayers layers, CurvatureSamples samples, PhaseClock clock)
        implements AutoCloseable {
    static Equipment of(MonitoredTraining training, PhaseClock clock) {
        return new Equipment(
                training,
                new Blocks(training.model().layout()),
                new ActivationLayers(training.model()),
                new CurvatureSamples(training),
                clock);
    }

    @Override
    public void close() {
        samples.close();
    }
}
