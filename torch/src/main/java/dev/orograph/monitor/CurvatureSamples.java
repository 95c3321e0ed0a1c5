package dev.orograph.monitor;

import dev.orograph.curvature.Curvature;
import dev.orograph.curvature.CurvatureOperator;
import dev.orograph.curvature.SymmetricOperator;
import dev.orograph.data.BatchOrder;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.tensor.Tensors;
import dev.orograph.tensor.Threads;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The training samples on which curvature is measured, the same at every step: the first of the shuffled set. */
final class CurvatureSamples implements AutoCloseable {
    private static final int MOST = 256;

    /** Samples of a block, so that two threads have one each at least. */
    private static final int BLOCK = 128;

    /** Graphs kept from product to product. */
    private static final long GRAPH_BYTES = 1L << 30;

    private final MonitoredTraining training;
    private @Nullable Tensor inputs;
    private @Nullable Tensor targets;

    CurvatureSamples(MonitoredTraining training) {
        this.training = training;
    }

    /**
     * Asks something about the Hessian of the mean loss over the samples, in evaluation mode. Where the loss or a
     * derivative of it is not finite there is no answer.
     *
     * @return whether there was an answer
     */
    boolean examine(Tensor theta, Consumer<SymmetricOperator> question) {
        int threads = Threads.inCurrentThread();
        // the operator has threads of its own
        Threads.useInCurrentThread(1);
        try (var operator = hessian(theta)) {
            question.accept(operator);
            return true;
        } catch (ArithmeticException | IllegalArgumentException e) {
            // the training goes on to its end, where the divergence is told
            return false;
        } finally {
            Threads.useInCurrentThread(threads);
        }
    }

    private CurvatureOperator hessian(Tensor theta) {
        var someInputs = inputs;
        var someTargets = targets;
        if (someInputs == null || someTargets == null) {
            var data = training.data();
            int count = Math.min(MOST, data.size());
            var rows = BatchOrder.shuffled(data.size(), training.orderSeed()).epoch(0);
            try (var scope = new PointerScope()) {
                var chosen = Tensors.of(Arrays.copyOf(rows, count), count);
                someInputs = Tensors.own(torch.index_select(data.inputs(), 0, chosen));
                someTargets = Tensors.own(torch.index_select(data.targets(), 0, chosen));
            }
            inputs = someInputs;
            targets = someTargets;
        }
        var mean = BlockedLoss.of(training.model(), training.state(), someInputs, someTargets, training.loss(), BLOCK);
        return CurvatureOperator.of(new Curvature.Hessian(), mean, theta, training.threads(), GRAPH_BYTES);
    }

    @Override
    public void close() {
        if (inputs != null && targets != null) {
            inputs.close();
            targets.close();
        }
        inputs = null;
        targets = null;
    }
}
