package dev.orograph.training;

import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Labels that a classifier draws from its own predictions: the same wherever outputs and seed are the same. */
final class DrawnLabels {
    private DrawnLabels() {}

    /**
     * One label per sample, the first whose cumulated probability exceeds a uniform number; int64 [batch], in the current
     * scope.
     *
     * @param output [batch, classes], logits or logarithms of probabilities; the softmax of either are the probabilities
     */
    static Tensor of(Tensor output, long seed) {
        try (var scope = new PointerScope()) {
            var probabilities = Tensors.toDoubles(torch.softmax(output.detach().to(ScalarType.Double), 1));
            int classes = Math.toIntExact(output.size(1));
            var labels = new long[Math.toIntExact(output.size(0))];
            var random = RandomStream.of(seed);
            for (int sample = 0; sample < labels.length; sample++) {
                labels[sample] = draw(probabilities, sample * classes, classes, random.nextDouble());
            }
            return Tensors.keep(Tensors.of(labels, labels.length));
        }
    }

    private static int draw(double[] probabilities, int start, int classes, double uniform) {
        double sum = 0;
        int label = 0;
        while (label < classes - 1) {
            sum += probabilities[start + label];
            if (uniform < sum) {
                return label;
            }
            label++;
        }
        return label;
    }
}
