package dev.orograph.optimize;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Several optimizers, each on its own part of the parameters, that step from one point. Owns them. */
final class GroupedOptimizer implements Optimizer {
    private final List<GroupOptimizer> groups;

    GroupedOptimizer(List<GroupOptimizer> groups) {
        this.groups = List.copyOf(groups);
    }

    @Override
    public Evaluation step(LossFunction function, Tensor theta, double learningRate) {
        var evaluation = function.at(theta);
        try (var scope = new PointerScope()) {
            var moved = new ArrayList<Tensor>();
            for (var group : groups) {
                moved.add(group.moved(function, theta, evaluation, learningRate));
            }
            for (int i = 0; i < moved.size(); i++) {
                groups.get(i).stretches().scatter(moved.get(i), theta);
            }
        }
        return evaluation;
    }

    @Override
    public Tensor evaluated(Tensor theta) {
        var whole = theta.clone();
        for (var group : groups) {
            try (var scope = new PointerScope()) {
                var own = group.stretches().gather(theta);
                group.stretches().scatter(group.optimizer().evaluated(own), whole);
            }
        }
        return whole;
    }

    @Override
    public Map<String, Double> figures() {
        var figures = new LinkedHashMap<String, Double>();
        groups.forEach(group -> figures.putAll(group.figures()));
        return figures;
    }

    @Override
    public NamedArrays state() {
        var blocks = new ArrayList<NamedArray>();
        groups.forEach(group -> blocks.addAll(group.state()));
        return NamedArrays.of(blocks);
    }

    @Override
    public void restore(NamedArrays state) {
        groups.forEach(group -> group.restore(state));
    }

    @Override
    public void close() {
        groups.forEach(GroupOptimizer::close);
    }
}
