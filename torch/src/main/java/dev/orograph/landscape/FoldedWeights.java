package dev.orograph.landscape;

import dev.orograph.network.BatchNorm;
import dev.orograph.network.Binding;
import dev.orograph.network.Convolution;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * How the weights of a convolution are made at a cell: with the batch normalisation after it, which in evaluation is
 * affine per filter, multiplied in. With scale s = γ/√(σ² + ε), the weights become s·W and the bias s·(b − μ) + β.
 *
 * @param convolution the layer
 * @param norm the batch normalisation right after it; null for none
 */
record FoldedWeights(Binding convolution, @Nullable Binding norm) {
    /**
     * The weights at a cell, in channels-last order; belong to the current scope.
     *
     * @param blocks of θ in the plane's element type
     * @param type of the evaluation, to which the result is rounded once
     */
    PreparedWeights at(List<Tensor> blocks, State state, ScalarType type) {
        try (var scope = new PointerScope()) {
            var weight = blocks.get(convolution.blocks().get(0));
            var layer = (Convolution) convolution.operation();
            var bias = layer.hasBias()
                    ? blocks.get(convolution.blocks().get(1))
                    : torch.zeros(new long[] {weight.size(0)}, weight.options());
            if (norm != null) {
                var wide = weight.scalar_type();
                var mean = state.tensor(norm.states().get(0)).to(wide);
                var variance = state.tensor(norm.states().get(1)).to(wide);
                double epsilon = ((BatchNorm) norm.operation()).epsilon();
                var scale = blocks.get(norm.blocks().get(0))
                        .mul(variance.add(new Scalar(epsilon)).rsqrt());
                bias = bias.sub(mean).mul(scale).add(blocks.get(norm.blocks().get(1)));
                weight = weight.mul(scale.view(-1, 1, 1, 1));
            }
            // oneDNN cannot divide weights in channels-last order into groups.
            var order = layer.groups() == 1 ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
            return new PreparedWeights(Tensors.keep(weight.to(type).contiguous(order)), Tensors.keep(bias.to(type)));
        }
    }
}
