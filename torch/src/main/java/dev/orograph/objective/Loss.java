package dev.orograph.objective;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How wrong an output is. Every loss is as PyTorch defines it, is computed at least in float32, and may be
 * differentiated twice. NaN and infinite outputs give NaN or infinite losses, never an exception. Results belong to the
 * current scope.
 *
 * <p>Targets are int64 labels [batch], sequences of labels [batch, length], of which each label counts alike, or float32
 * numbers [batch, outputs].
 */
public sealed interface Loss
        permits CrossEntropy, NegativeLogLikelihood, FocalLoss, HingeLoss, BinaryCrossEntropy, ElementwiseLoss {
    /**
     * The loss of that name: {@code cross-entropy}, {@code nll}, {@code focal}, {@code hinge}, {@code bce}, {@code mse},
     * {@code l1}, {@code huber} or {@code smooth-l1}; {@code crossentropy} and {@code mae} are accepted too. Some have
     * numbers: {@code cross-entropy:smoothing=0.1}, {@code focal:gamma=2,alpha=0.25}, {@code hinge:p=2,margin=1},
     * {@code huber:delta=2} and {@code smooth-l1:beta=2}.
     *
     * @throws IllegalArgumentException if there is none
     */
    @JsonCreator
    static Loss byName(String name) {
        var given = LossText.parse(name);
        return switch (given.name()) {
            case "cross-entropy", "crossentropy" -> CrossEntropy.of(given);
            case "nll" -> plain(given, new NegativeLogLikelihood());
            case "focal" -> FocalLoss.of(given);
            case "hinge" -> HingeLoss.of(given);
            case "bce" -> plain(given, new BinaryCrossEntropy());
            case "mse" -> plain(given, new MeanSquaredError());
            case "l1", "mae" -> plain(given, new MeanAbsoluteError());
            case "huber" -> new Huber(given.allow("delta").number("delta", 1));
            case "smooth-l1" -> new SmoothL1(given.allow("beta").number("beta", 1));
            default ->
                throw new IllegalArgumentException(
                        "loss '" + name + "' is unknown; choose one of " + String.join(", ", names()));
        };
    }

    private static Loss plain(LossText given, Loss loss) {
        given.allow();
        return loss;
    }

    /** The names that {@link #byName} lists to a user. */
    static List<String> names() {
        return List.of("cross-entropy", "nll", "focal", "hinge", "bce", "mse", "l1", "huber", "smooth-l1");
    }

    /** Name by which {@link #byName} finds it, and which JSON holds. */
    @JsonValue
    String name();

    /** Whether targets must be labels. */
    boolean needsLabels();

    /**
     * Refuses data that this loss cannot be computed of.
     *
     * @param data names the data in the message
     * @param areLabels whether its targets are labels
     * @throws IllegalArgumentException if they are numbers and this needs labels
     */
    default void requireTargets(String data, boolean areLabels) {
        if (needsLabels() && !areLabels) {
            throw new IllegalArgumentException("loss " + name() + " needs labels, but " + data
                    + " has numbers as targets; choose mse, l1, huber or smooth-l1");
        }
    }

    /**
     * Mean over the batch, a scalar with an autograd graph if {@code output} has one.
     *
     * @param output [batch, classes], for sequences [batch, length, classes], or [batch, outputs]
     */
    Tensor mean(Tensor output, Tensor target);

    /**
     * One loss per sample, [batch]; for targets of several numbers or labels the mean over them.
     *
     * @param output [batch, classes], for sequences [batch, length, classes], or [batch, outputs]
     */
    Tensor perSample(Tensor output, Tensor target);

    /** Whether targets are labels, so that there is an accuracy. */
    static boolean isClassification(Tensor target) {
        return target.scalar_type().value == ScalarType.Long.value;
    }

    /**
     * Number of samples whose label has the largest output, a scalar; of equal outputs the first counts, and NaN counts as
     * larger than any number. A single output is a logit: label 1 where it is above 0, otherwise 0. A sequence counts as the
     * share of its labels that are right.
     *
     * @param output [batch, classes] or [batch, 1], for sequences [batch, length, classes]
     * @param labels int64 [batch] or [batch, length]
     */
    static Tensor correct(Tensor output, Tensor labels) {
        try (var scope = new PointerScope()) {
            var rows = LabelRows.of(output.detach(), labels);
            var plain = rows.outputs();
            var best = plain.size(1) == 1
                    ? plain.squeeze(1).gt(new Scalar(0)).to(ScalarType.Long)
                    : plain.argmax(new LongOptional(1), false);
            var count = best.eq(rows.targets()).sum();
            return Tensors.keep(
                    rows.perSample() == 1 ? count : count.to(ScalarType.Double).div(new Scalar(rows.perSample())));
        }
    }
}
