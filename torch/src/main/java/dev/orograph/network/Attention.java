package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Self-attention of a sequence [length, width] (Vaswani et al. 2017, arXiv:1706.03762, section 3.2.2): each head gives
 * softmax(QKᵀ/√k)·V with k = width/heads, and an affine map mixes the heads. Blocks are named and laid out as those of
 * {@code torch.nn.MultiheadAttention}. Made of products and a softmax, so that it may be differentiated twice.
 *
 * @param width numbers of a token
 * @param heads a divisor of the width
 * @param isCausal whether a token sees only itself and those before it
 * @param dropout share of the attention weights that training sets to zero, as {@link Dropout} does
 */
public record Attention(long width, long heads, boolean isCausal, double dropout) implements Operation {
    public Attention {
        if (width < 1 || heads < 1 || width % heads != 0) {
            throw new IllegalArgumentException(
                    "attention of width " + width + " cannot be divided among " + heads + " heads; take a divisor");
        }
        Masks.requireShare(dropout);
    }

    @Override
    public List<Parameter> parameters() {
        // torch's starting values: Glorot's uniform for the three maps of the input as one, and no offsets
        var inputs = new Parameter(
                "in_proj_weight", BlockKind.WEIGHT, Shape.of(3 * width, width), 0, Math.sqrt(6.0 / (4 * width)));
        return List.of(
                inputs,
                Parameter.constant("in_proj_bias", BlockKind.BIAS, 0, 3 * width),
                Parameter.uniform("out_proj.weight", BlockKind.WEIGHT, width, width, width),
                Parameter.constant("out_proj.bias", BlockKind.BIAS, 0, width));
    }

    @Override
    public Shape outputShape(Shape input) {
        Tokens.require(input, width);
        return input;
    }

    @Override
    public long largestValue(Shape input) {
        long length = input.size(0);
        return length * Math.max(3 * width, heads * length);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        long batch = input.size(0);
        long length = input.size(1);
        var parts = torch.linear(input, operands.parameter(0), operands.parameter(1))
                .view(batch, length, 3, heads, width / heads)
                .permute(2, 0, 3, 1, 4);
        var scores = parts.select(0, 0)
                .mul(new Scalar(1 / Math.sqrt((double) width / heads)))
                .matmul(parts.select(0, 1).transpose(-2, -1));
        var weights = dropped(torch.softmax(isCausal ? masked(scores, length) : scores, -1), operands);
        var mixed = weights.matmul(parts.select(0, 2)).transpose(1, 2).reshape(batch, length, width);
        return torch.linear(mixed, operands.parameter(2), operands.parameter(3));
    }

    /** Without what lies after each token. */
    private static Tensor masked(Tensor scores, long length) {
        var later = torch.ones(length, length).triu(1).to(ScalarType.Bool);
        return scores.masked_fill(later, new Scalar(Double.NEGATIVE_INFINITY));
    }

    private Tensor dropped(Tensor weights, Operands operands) {
        if (!operands.mode().hasDropout() || dropout == 0) {
            return weights;
        }
        return weights.mul(
                Masks.draw(dropout, weights, operands, Tensors.shape(weights).sizes()));
    }
}
