package dev.orograph.network;

import dev.orograph.tensor.BlockKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * A block of a network with the first layer that uses it.
 *
 * @param name in the layout
 * @param position in the layout
 * @param offset in θ
 * @param binding the layer
 * @param block what an initialiser may know of it
 */
record BlockUse(String name, int position, int offset, Binding binding, WeightBlock block) {
    /** All blocks of a network in the order in which they are first used. */
    static List<BlockUse> of(Program program) {
        var blocks = program.layout().blocks();
        int layers = (int) blocks.stream()
                .filter(block -> block.kind() == BlockKind.WEIGHT)
                .count();
        var uses = new ArrayList<BlockUse>();
        var seen = new HashSet<Integer>();
        int layer = 0;
        for (var binding : program.bindings()) {
            var parameters = binding.operation().parameters();
            for (int i = 0; i < parameters.size(); i++) {
                int position = binding.blocks().get(i);
                if (seen.add(position)) {
                    boolean isWeight = parameters.get(i).kind() == BlockKind.WEIGHT;
                    layer += isWeight ? 1 : 0;
                    var block = blocks.get(position);
                    uses.add(new BlockUse(
                            block.name(),
                            position,
                            Math.toIntExact(block.offset()),
                            binding,
                            new WeightBlock(parameters.get(i), isWeight ? layer : 0, layers)));
                }
            }
        }
        return uses;
    }

    boolean matches(BlockSelector selector) {
        return selector.matches(name, binding.operation(), block.parameter().kind());
    }
}
