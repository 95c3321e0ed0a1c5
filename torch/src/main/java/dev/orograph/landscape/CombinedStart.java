package dev.orograph.landscape;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Begins with the output of the first affine layer, combined from its products, perhaps after its ReLU. */
final class CombinedStart implements BlockStart {
    /** Cells that share the memory traffic of one sample block. */
    private static final int TILE_CELLS = 16;

    private final FirstAffine first;
    private final int output;
    private final boolean hasRelu;
    private final ScalarType type;

    /**
     * @param output number of the value after the layer, or after its ReLU
     * @param type of the evaluation, to which the sums are rounded
     */
    CombinedStart(FirstAffine first, int output, boolean hasRelu, ScalarType type) {
        this.first = first;
        this.output = output;
        this.hasRelu = hasRelu;
        this.type = type;
    }

    @Override
    public int output() {
        return output;
    }

    @Override
    public int tileCells() {
        return TILE_CELLS;
    }

    @Override
    public String description() {
        return "combined first layer";
    }

    @Override
    public CellValues open(List<SampleSet> sets, int set, int start, Workspace workspace) {
        return new Combination(first.block(sets, set, start), workspace);
    }

    /** Cells of one β, which come one after another, share the products' sum up to it. */
    private final class Combination implements CellValues {
        private final FirstAffine.Products products;
        private final Workspace workspace;
        private @Nullable Tensor row;
        private double beta;

        Combination(FirstAffine.Products products, Workspace workspace) {
            this.products = products;
            this.workspace = workspace;
        }

        @Override
        public Tensor at(CellWeights cell) {
            var result = buffer(output);
            torch.add_out(result, row(cell), products.x(), new Scalar(cell.coordinates()[0]));
            if (hasRelu) {
                result.relu_();
            }
            return result.to(type);
        }

        private Tensor row(CellWeights cell) {
            if (products.y() == null) {
                return products.origin();
            }
            double wanted = cell.coordinates()[1];
            var known = row;
            if (known != null && Double.compare(beta, wanted) == 0) {
                return known;
            }
            var sum = buffer(0);
            torch.add_out(sum, products.origin(), products.y(), new Scalar(wanted));
            row = sum;
            beta = wanted;
            return sum;
        }

        private Tensor buffer(int number) {
            var like = products.origin();
            return workspace.matrix(number, like.size(0), like.size(1), like.scalar_type());
        }
    }

    @Override
    public void close() {
        first.close();
    }
}
