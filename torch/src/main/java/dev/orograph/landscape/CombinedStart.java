package dev.orograph.landscape;

import java.util.Arrays;
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

    /** Cells of one row, which come one after another, share the products' sum up to it. */
    private final class Combination implements CellValues {
        private final FirstAffine.Products products;
        private final Workspace workspace;
        private @Nullable Tensor row;
        private double[] others = new double[0];

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

        /** The sum over all axes but the first, the last axis first. */
        private Tensor row(CellWeights cell) {
            if (products.along().size() == 1) {
                return products.origin();
            }
            var wanted = Arrays.copyOfRange(cell.coordinates(), 1, cell.coordinates().length);
            var known = row;
            if (known != null && Arrays.equals(others, wanted)) {
                return known;
            }
            var sum = buffer(0);
            var from = products.origin();
            for (int axis = wanted.length; axis > 0; axis--) {
                torch.add_out(sum, from, products.along().get(axis), new Scalar(wanted[axis - 1]));
                from = sum;
            }
            row = sum;
            others = wanted;
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
