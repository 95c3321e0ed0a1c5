package dev.orograph.optimize;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * One group's optimizer on a vector of the group's own parameters. Owns it.
 *
 * @param prefix of the names of what it remembers
 * @param rateShare by which the common learning rate is multiplied
 */
record GroupOptimizer(String prefix, Optimizer optimizer, double rateShare, Stretches stretches)
        implements AutoCloseable {
    static GroupOptimizer start(
            String prefix, OptimizerSettings settings, double rateShare, List<Block> blocks, Tensor theta) {
        var layout = Layout.builder();
        blocks.forEach(
                block -> layout.add(block.name(), block.kind(), block.shape().sizes()));
        var stretches = Stretches.of(blocks);
        try (var scope = new PointerScope()) {
            var optimizer = settings.start(layout.build(), stretches.gather(theta));
            return new GroupOptimizer(prefix, optimizer, rateShare, stretches);
        }
    }

    /** The group's parameters after a step from {@code theta}, which is left as it is; in the current scope. */
    Tensor moved(LossFunction function, Tensor theta, Evaluation first, double learningRate) {
        var own = stretches.copy(theta);
        optimizer.step(new GroupLoss(function, theta, first, stretches), own, learningRate * rateShare);
        return own;
    }

    List<NamedArray> state() {
        return optimizer.state().blocks().stream()
                .map(block -> block.renamed(prefix + block.name()))
                .toList();
    }

    void restore(NamedArrays state) {
        optimizer.restore(NamedArrays.of(state.blocks().stream()
                .filter(block -> block.name().startsWith(prefix))
                .map(block -> block.renamed(block.name().substring(prefix.length())))
                .toList()));
    }

    Map<String, Double> figures() {
        var figures = new LinkedHashMap<String, Double>();
        optimizer.figures().forEach((name, value) -> figures.put(prefix + name, value));
        return figures;
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
