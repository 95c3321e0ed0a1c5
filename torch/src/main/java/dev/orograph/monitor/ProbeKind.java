package dev.orograph.monitor;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The probes there are: what each measures, what it costs, and how often it does so unless told otherwise. */
public enum ProbeKind {
    /** Loss of the batch before the step. */
    LOSS("1", "loss of the batch before the step", "nothing: training computes it"),
    /** Share of the batch classified right, in percent. */
    ACCURACY("1", "share of the batch classified right, in percent", "nothing: training computes it"),
    /** Learning rate of the step, schedule included. */
    LEARNING_RATE("1", "learning rate of the step, schedule included", "nothing"),
    /** Norm of the whole gradient before clipping. */
    GRADIENT_NORM("1", "norm of the whole gradient before clipping", "nothing: training computes it"),
    /** Gradient norm of every layer. */
    LAYER_GRADIENTS("10", "gradient norm of every layer", "a copy of and a pass over the gradient"),
    /** Norm of the parameters, whole and by layer. */
    PARAMETER_NORM("10", "norm of the parameters, whole and by layer", "two passes over the parameters"),
    /** Norm of the step, whole and by layer. */
    UPDATE_NORM("10", "norm of the step, whole and by layer", "a copy of and three passes over the parameters"),
    /** Mean |step| / mean |parameter| by layer. */
    UPDATE_RATIO("10", "mean |step| / mean |parameter| by layer", "a copy of and four passes over the parameters"),
    /** Distance from the parameters at the start. */
    DISTANCE("10", "distance from the parameters at the start", "two passes over the parameters, and a copy kept"),
    /** How much lower the loss of the batch is after the step. */
    LOSS_IMPROVEMENT(
            "100",
            "how much lower the loss of the batch is after the step",
            "a forward and backward pass, shared with alpha"),
    /** Where the step ended along its line: -1 start, 0 minimum, 1 as far behind. */
    ALPHA(
            "100",
            "where the step ended along its line: -1 start, 0 minimum, 1 as far behind",
            "a forward and backward pass, shared with loss_improvement"),
    /** Signal-to-noise ratio of the gradient. */
    GRADIENT_SNR(
            "100",
            "signal-to-noise ratio of the gradient",
            "a forward and backward pass in parts, shared with noise_scale"),
    /** Batch size at which noise and signal are equal. */
    NOISE_SCALE(
            "100",
            "batch size at which noise and signal are equal",
            "a forward and backward pass in parts, shared with gradient_snr"),
    /** Histogram of the weights by layer. */
    WEIGHTS("100", "histogram of the weights by layer", "a few passes over the parameters"),
    /** Histogram of the gradient by layer. */
    GRADIENTS("100", "histogram of the gradient by layer", "a few passes over the gradient"),
    /** Histogram of the step by layer. */
    UPDATES("100", "histogram of the step by layer", "a few passes over the parameters"),
    /** Histogram of the outputs by layer. */
    ACTIVATIONS("100", "histogram of the outputs by layer", "a forward pass, and a few passes over all outputs"),
    /** Mean and standard deviation of the outputs by layer. */
    ACTIVATION_STD(
            "100",
            "mean and standard deviation of the outputs by layer",
            "a forward pass, shared with all about activations"),
    /** Share of ReLU units that are zero for the whole batch. */
    DEAD_UNITS(
            "100",
            "share of ReLU units that are zero for the whole batch",
            "a forward pass, shared with all about activations"),
    /** Largest eigenvalue of the Hessian, and the stability threshold. */
    LAMBDA_MAX(
            "log",
            "largest eigenvalue of the Hessian, and the stability threshold",
            "up to 15 Hessian products on 256 samples, twice for adam"),
    /** Trace of the Hessian with its standard error. */
    TRACE("log", "trace of the Hessian with its standard error", "10 Hessian products on 256 samples"),
    /** Resident memory, its peak, heap and native. */
    MEMORY("epoch", "resident memory, its peak, heap and native", "reading a small file"),
    /** Seconds in data, gradient, optimizer, probes, evaluation, saving. */
    TIME(
            "epoch",
            "seconds in data, gradient, optimizer, probes, evaluation, saving",
            "a glance at the clock in every phase of a step");

    private final String usual;
    private final String description;
    private final String cost;

    ProbeKind(String usual, String description, String cost) {
        this.usual = usual;
        this.description = description;
        this.cost = cost;
    }

    /**
     * The probe of that name.
     *
     * @throws IllegalArgumentException if there is none, listing those there are
     */
    static ProbeKind parse(String text) {
        for (var kind : values()) {
            if (kind.toString().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("probe '" + text + "' is unknown; choose "
                + Arrays.stream(values()).map(ProbeKind::toString).collect(Collectors.joining(", ")) + ", "
                + ProbePlan.HISTOGRAMS + " or a preset: " + String.join(", ", ProbePlan.presets()));
    }

    /** When it measures unless told otherwise. */
    public ProbeSchedule usual() {
        return ProbeSchedule.parse(usual);
    }

    /** What it measures, in a few words. */
    public String description() {
        return description;
    }

    /** What each measurement costs beside the step itself, in a few words. */
    public String cost() {
        return cost;
    }

    Probe make(Equipment equipment) {
        return switch (this) {
            case LOSS -> new StepLoss();
            case ACCURACY -> new StepAccuracy();
            case LEARNING_RATE -> new LearningRate();
            case GRADIENT_NORM -> new GradientNorm();
            case LAYER_GRADIENTS -> new LayerGradientNorms(equipment.blocks());
            case PARAMETER_NORM -> new ParameterNorm(equipment.blocks());
            case UPDATE_NORM -> new UpdateNorm(equipment.blocks());
            case UPDATE_RATIO -> new UpdateRatio(equipment.blocks());
            case DISTANCE -> new DistanceFromStart(equipment.training());
            case LOSS_IMPROVEMENT -> new LossImprovement();
            case ALPHA -> new Alpha();
            case GRADIENT_SNR -> new GradientSignalToNoise();
            case NOISE_SCALE -> new NoiseScale();
            case WEIGHTS -> new WeightHistograms(equipment.blocks());
            case GRADIENTS -> new GradientHistograms(equipment.blocks());
            case UPDATES -> new UpdateHistograms(equipment.blocks());
            case ACTIVATIONS -> new ActivationHistograms(equipment.layers());
            case ACTIVATION_STD -> new ActivationSpread(equipment.layers());
            case DEAD_UNITS -> new DeadUnits(equipment.layers());
            case LAMBDA_MAX -> new LargestEigenvalue(equipment.samples());
            case TRACE -> new CurvatureTrace(equipment.samples());
            case MEMORY -> new MemoryUse();
            case TIME -> new PhaseTimes(equipment.clock());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
