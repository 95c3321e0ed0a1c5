package dev.orograph.landscape;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Begins with the output of the second affine layer, carried along rows of cells by {@link SecondAffine}. */
final class CarriedStart implements BlockStart {
    /** Cells of one row that share the layer's start at α = 0. */
    static final int ROW_CELLS = 64;

    /** On a line, which is a single row, workers would have nothing to share. */
    private static final int LINE_CELLS = 16;

    private final CombinedStart combined;
    private final FirstAffine first;
    private final SecondAffine second;
    private final Step.Affine step;
    private final int dimensions;
    private final int blockSamples;

    /**
     * @param combined the layer before, closed with this
     * @param step the second layer
     */
    CarriedStart(
            CombinedStart combined,
            FirstAffine first,
            SecondAffine second,
            Step.Affine step,
            int dimensions,
            int blockSamples) {
        this.combined = combined;
        this.first = first;
        this.second = second;
        this.step = step;
        this.dimensions = dimensions;
        this.blockSamples = blockSamples;
    }

    @Override
    public int output() {
        return step.output();
    }

    @Override
    public int tileCells() {
        return dimensions > 1 ? ROW_CELLS : LINE_CELLS;
    }

    @Override
    public String description() {
        return combined.description() + ", second carried along rows";
    }

    @Override
    public CellValues open(List<SampleSet> sets, int set, int start, Workspace workspace) {
        return new Carried(first.block(sets, set, start), combined.open(sets, set, start, workspace), workspace);
    }

    /** Rows one after another, each from α = 0 to its largest coordinate and then to its smallest. */
    private final class Carried implements CellValues {
        private final FirstAffine.Products products;
        private final CellValues direct;
        private final Workspace workspace;
        private final RowWalk walk;
        private double reach;
        private double @Nullable [] row;
        private int side;

        Carried(FirstAffine.Products products, CellValues direct, Workspace workspace) {
            this.products = products;
            this.direct = direct;
            this.workspace = workspace;
            this.walk = workspace.rowWalk(blockSamples, second.units(), second.outputs());
        }

        @Override
        public int[] order(List<CellWeights> cells) {
            reach = cells.stream()
                    .filter(SecondAffine::reaches)
                    .mapToDouble(cell -> Math.abs(cell.alpha()))
                    .max()
                    .orElse(0);
            return IntStream.range(0, cells.size())
                    .boxed()
                    .sorted(Comparator.<Integer, double[]>comparing(
                                    i -> cells.get(i).row(), Arrays::compare)
                            .thenComparingInt(i -> -side(cells.get(i)))
                            .thenComparingDouble(i -> Math.abs(cells.get(i).alpha())))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        @Override
        public Tensor at(CellWeights cell) {
            if (!SecondAffine.reaches(cell)) {
                var pass = new Step.Pass(step.output() + 1, cell, workspace);
                pass.set(combined.output(), direct.at(cell));
                return step.run(pass);
            }
            var wanted = cell.row();
            if (row == null || !Arrays.equals(row, wanted)) {
                second.open(walk, wanted, products);
                row = wanted;
                side = 0;
            }
            if (side != side(cell)) {
                side = side(cell);
                walk.begin(side, reach);
            }
            var like = products.origin();
            var result = workspace.matrix(step.output(), like.size(0), second.outputs(), like.scalar_type());
            walk.at(cell.alpha(), result);
            return step.hasRelu() ? result.relu_() : result;
        }

        private static int side(CellWeights cell) {
            return cell.alpha() < 0 ? -1 : 1;
        }
    }

    @Override
    public void close() {
        combined.close();
    }
}
