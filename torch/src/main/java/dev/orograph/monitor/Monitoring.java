package dev.orograph.monitor;

/**
 * How a training is looked at: plain values, so that they can stand in a manifest. Nothing of it changes the weights,
 * but an alarm may end the training.
 *
 * @param probes which measure when
 * @param alarms what happens at which
 * @param tensorBoard whether an event file for TensorBoard is written beside the metrics
 */
public record Monitoring(ProbePlan probes, AlarmPlan alarms, boolean tensorBoard) {
    /** Loss, accuracy, learning rate and gradient norm at every step; no alarms. */
    public static final Monitoring NONE = new Monitoring(ProbePlan.NONE, AlarmPlan.OFF, false);
}
