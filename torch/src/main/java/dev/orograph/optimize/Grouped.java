package dev.orograph.optimize;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.Block;
import dev.orograph.tensor.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameter groups: other settings, or another optimizer, for the blocks whose names match a pattern; the first group that
 * matches has the block. Text form {@code adamw:lr=0.001;*.bias,*norm*:weight_decay=0;head.*=sgd:lr=0.1}. A rate of 0 keeps
 * a group as it is. Whatever an optimizer computes over all parameters, such as Prodigy's distance, it computes per group.
 *
 * @param main of the blocks that no group has
 * @param groups in the order in which they are tried, at least one
 */
record Grouped(OptimizerSettings main, List<ParameterGroup> groups) implements OptimizerSettings {
    Grouped {
        ParameterGroup.requireSingle(main);
        groups = List.copyOf(groups);
    }

    static Grouped parse(String text) {
        var parts = Arrays.asList(text.split(";", -1));
        var given = Specification.parse("optimizer", parts.get(0));
        var main = Optimizers.read(given);
        return new Grouped(
                main,
                parts.subList(1, parts.size()).stream()
                        .map(part -> ParameterGroup.parse(part.strip(), given))
                        .toList());
    }

    /** That of the main optimizer; where that is 0, of the first group that moves. */
    @Override
    public double learningRate() {
        double rate = main.learningRate();
        for (int i = 0; rate == 0 && i < groups.size(); i++) {
            rate = groups.get(i).settings().learningRate();
        }
        return rate;
    }

    @Override
    public String text() {
        var text = new StringBuilder(main.text());
        groups.forEach(group -> text.append(';').append(group.text()));
        return text.toString();
    }

    @Override
    public Optimizer start(Layout layout, Tensor theta) {
        groups.forEach(group -> group.requireMatches(layout));
        var blocks = new ArrayList<List<Block>>();
        for (int i = 0; i <= groups.size(); i++) {
            blocks.add(new ArrayList<>());
        }
        for (var block : layout.blocks()) {
            blocks.get(groupOf(block)).add(block);
        }
        var parts = new ArrayList<GroupOptimizer>();
        for (int i = 0; i < blocks.size(); i++) {
            var settings = i == 0 ? main : groups.get(i - 1).settings();
            if (!blocks.get(i).isEmpty() && settings.learningRate() > 0) {
                double share = settings.learningRate() / learningRate();
                parts.add(GroupOptimizer.start("group" + i + ".", settings, share, blocks.get(i), theta));
            }
        }
        return new GroupedOptimizer(parts);
    }

    /** Number of a block's group from 1, or 0 for the main optimizer. */
    private int groupOf(Block block) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).contains(block)) {
                return i + 1;
            }
        }
        return 0;
    }
}
