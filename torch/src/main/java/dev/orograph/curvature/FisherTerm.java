package dev.orograph.curvature;

import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.LabelRows;
import dev.orograph.objective.Loss;
import dev.orograph.objective.MeanSquaredError;
import dev.orograph.objective.NegativeLogLikelihood;
import dev.orograph.objective.SampleSum;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Resources;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Products with the mean of gᵢgᵢᵀ over the samples of one term, from the Jacobian of the vector of their losses: no
 * gradient of a single sample is ever formed. Of sequences each label counts as a sample.
 */
final class FisherTerm implements TermProduct {
    /** Keeps the draws apart from other uses of the seed. */
    private static final long TARGETS = 0x666973686572L;

    private final Resources resources = new Resources();
    private final Tensor leaf;
    private final Tensor losses;
    private final Tensor dummy;
    private final Tensor pulled;

    private FisherTerm(Tensor leaf, Tensor losses) {
        try (var scope = new PointerScope()) {
            this.leaf = own(leaf);
            this.losses = own(losses);
            dummy = own(torch.zeros_like(losses).detach().requires_grad_(true));
            pulled = own(Autograd.differentiable(losses, leaf, dummy));
        }
    }

    /** With the targets there are. */
    static FisherTerm empirical(SampleSum function, Tensor theta, int term) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            var rows = LabelRows.of(function.outputs(leaf, term), function.targets(term));
            var losses = function.loss().perSample(rows.outputs(), rows.targets());
            return new FisherTerm(leaf, losses);
        }
    }

    /** With targets that the network draws. */
    static FisherTerm sampled(SampleSum function, Tensor theta, int term, long seed, int draws) {
        try (var scope = new PointerScope()) {
            var leaf = Autograd.leaf(theta);
            var rows = LabelRows.of(function.outputs(leaf, term), function.targets(term));
            long first = function.firstSample(term) * rows.perSample();
            var losses = new TensorVector();
            for (int draw = 0; draw < draws; draw++) {
                var targets = draw(function.loss(), rows.outputs(), rows.targets(), first, seed, draw);
                losses.push_back(function.loss().perSample(rows.outputs(), targets));
            }
            return new FisherTerm(leaf, torch.cat(losses, 0));
        }
    }

    private static Tensor draw(Loss loss, Tensor outputs, Tensor targets, long first, long seed, int draw) {
        try (var scope = new PointerScope()) {
            var plain = outputs.detach();
            if (loss instanceof CrossEntropy crossEntropy && crossEntropy.isLikelihood()) {
                return Tensors.keep(labels(torch.softmax(plain, 1), first, seed, draw));
            } else if (loss instanceof NegativeLogLikelihood) {
                return Tensors.keep(labels(torch.exp(plain), first, seed, draw));
            } else if (loss instanceof MeanSquaredError && !Loss.isClassification(targets)) {
                return Tensors.keep(numbers(plain, first, seed, draw));
            }
            throw new IllegalArgumentException("loss " + loss.name() + " is no log-likelihood to draw targets from; the"
                    + " Fisher matrix needs cross-entropy, nll, or mse on numbers");
        }
    }

    /** A label for each row of probabilities. */
    private static Tensor labels(Tensor probabilities, long first, long seed, int draw) {
        var shares = Tensors.toDoubles(probabilities);
        int classes = Math.toIntExact(probabilities.size(1));
        var labels = new long[shares.length / classes];
        for (int i = 0; i < labels.length; i++) {
            double left = RandomStream.of(seed, TARGETS, first + i, draw).nextDouble();
            int label = 0;
            while (label < classes - 1 && left >= shares[i * classes + label]) {
                left -= shares[i * classes + label];
                label++;
            }
            labels[i] = label;
        }
        return Tensors.of(labels, labels.length);
    }

    /** Normal numbers around the outputs; half of the number of outputs is the variance whose likelihood is this loss. */
    private static Tensor numbers(Tensor outputs, long first, long seed, int draw) {
        int width = Math.toIntExact(outputs.size(1));
        double deviation = Math.sqrt(width / 2.0);
        var noise = new double[Math.toIntExact(outputs.numel())];
        for (int i = 0; i < noise.length; i += width) {
            var stream = RandomStream.of(seed, TARGETS, first + i / width, draw);
            for (int j = 0; j < width; j++) {
                noise[i + j] = deviation * stream.nextGaussian();
            }
        }
        var drawn = Tensors.of(noise, outputs.size(0), width).to(outputs.scalar_type());
        return drawn.add(outputs);
    }

    private Tensor own(Tensor tensor) {
        var owned = Tensors.own(tensor);
        return resources.add(owned, owned::close);
    }

    @Override
    public Tensor times(Tensor vector) {
        try (var scope = new PointerScope()) {
            var pushed = Autograd.product(pulled, dummy, vector);
            return Tensors.keep(Autograd.product(losses, leaf, pushed.div(new Scalar((double) losses.numel()))));
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
