package dev.orograph.monitor;

import java.util.OptionalDouble;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How much the gradients of equal parts of a batch differ. Batch normalisation sees the statistics of each part alone.
 *
 * <p>Sources: McCandlish et al. 2018, arXiv 1812.06162, appendix A (noise scale from two batch sizes); Liu et al. 2020,
 * arXiv 2001.07384 (signal-to-noise ratio of each element).
 *
 * @param partSamples b, samples of a part
 * @param parts k, at least 2
 * @param meanSquare mean of ‖g_b‖² over the parts
 * @param squareOfMean ‖g_B‖² of the mean over the parts, B = k·b
 * @param signalToNoise mean over parameters of (E g)²/Var g, Var being that of one sample's gradient, b·s² with s² the
 *     variance between parts; empty if no element varies
 */
record GradientParts(
        long partSamples, int parts, double meanSquare, double squareOfMean, OptionalDouble signalToNoise) {
    private static final int MOST_PARTS = 8;

    /** Whether a batch can be taken apart. */
    static boolean arePossible(StepFacts facts) {
        return facts.samples() >= 2;
    }

    /** Computes the gradients at the start of a step; samples that no equal part holds are left out. */
    static GradientParts of(StepView step) {
        long samples = step.facts().samples();
        int parts = (int) Math.min(MOST_PARTS, samples);
        long each = samples / parts;
        try (var scope = new PointerScope()) {
            var sum = torch.zeros_like(step.start()).to(ScalarType.Double);
            var squares = torch.zeros_like(sum);
            double meanSquare = 0;
            for (int part = 0; part < parts; part++) {
                try (var inner = new PointerScope()) {
                    var gradient = part(step, part * each, each).to(ScalarType.Double);
                    sum.add_(gradient);
                    squares.addcmul_(gradient, gradient);
                    meanSquare += gradient.dot(gradient).item_double() / parts;
                }
            }
            var mean = sum.div(new Scalar(parts));
            double square = mean.dot(mean).item_double();
            return new GradientParts(each, parts, meanSquare, square, signalToNoise(mean, squares, parts, each));
        }
    }

    private static Tensor part(StepView step, long from, long samples) {
        var facts = step.facts();
        return step.training()
                .gradient()
                .at(
                        step.start(),
                        facts.inputs().narrow(0, from, samples),
                        facts.targets().narrow(0, from, samples),
                        facts.maskStep())
                .gradient();
    }

    private static OptionalDouble signalToNoise(Tensor mean, Tensor squares, int parts, long each) {
        var signal = mean.mul(mean);
        var variance = squares.sub(signal, new Scalar(parts)).mul(new Scalar((double) each / (parts - 1)));
        // below it a variance is rounding of two nearly equal squares
        var varies = variance.gt(squares.mul(new Scalar(1e-12)));
        if (!varies.any().item_bool()) {
            return OptionalDouble.empty();
        }
        var ratios = signal.div(variance).masked_select(varies);
        return OptionalDouble.of(ratios.mean().item_double());
    }

    /** Unbiased |G|² of the whole loss: (B‖g_B‖² − b‖g_b‖²)/(B − b); may come out negative where noise prevails. */
    double signal() {
        double small = partSamples;
        double big = small * parts;
        return (big * squareOfMean - small * meanSquare) / (big - small);
    }

    /** Unbiased trace of the covariance of one sample's gradient: (‖g_b‖² − ‖g_B‖²)/(1/b − 1/B). */
    double noise() {
        double small = partSamples;
        double big = small * parts;
        return (meanSquare - squareOfMean) / (1 / small - 1 / big);
    }
}
