package dev.orograph.landscape;

import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Program;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Measures tiles of cells of a network that begins with an affine layer: the layer's products are combined instead of
 * computed anew, later layers run into buffers that are used again, and the loss takes one pass. Sample blocks that fit
 * the processor's cache are the outer loop, the cells of a tile the inner.
 */
final class FusedPlan implements EvaluationPlan {
    /** Cells that share the memory traffic of one sample block. */
    private static final int TILE_CELLS = 16;

    private final SurveySubject subject;
    private final Plane plane;
    private final int blockSamples;
    private final Program program;
    private final FirstAffine first;
    private final int firstOutput;
    private final boolean firstHasRelu;
    private final List<Step> steps;
    private final List<Optional<LogitLoss>> logitLosses = new ArrayList<>();

    private FusedPlan(SurveySubject subject, Plane plane, int blockSamples, Program program, FirstAffine.Start start) {
        this.subject = subject;
        this.plane = plane;
        this.blockSamples = blockSamples;
        this.program = program;
        this.first = new FirstAffine(plane, program.layout(), start.binding(), subject.sets(), blockSamples);
        var compiler = new StepCompiler(program);
        boolean usesLogits = compiler.endsInAffine()
                && start.instructions() < program.instructions().size()
                && LogitLoss.computes(subject.loss(), compiler.endsInLogSoftmax());
        this.firstHasRelu = compiler.reluFollows(start.instructions() - 1);
        this.firstOutput = start.instructions() + (firstHasRelu ? 1 : 0);
        this.steps = compiler.compile(firstOutput, usesLogits);
        for (var set : subject.sets()) {
            logitLosses.add(usesLogits ? Optional.of(new LogitLoss(set.targets(), blockSamples)) : Optional.empty());
        }
    }

    /** The plan for that subject, if its network is built in and begins with an affine layer. */
    static Optional<EvaluationPlan> of(SurveySubject subject, Plane plane, int blockSamples) {
        if (!(subject.model() instanceof ArchitectureModel model)) {
            return Optional.empty();
        }
        var program = model.program();
        return FirstAffine.find(program).map(start -> new FusedPlan(subject, plane, blockSamples, program, start));
    }

    @Override
    public String name() {
        return "combined first layer, blocks of " + blockSamples;
    }

    @Override
    public List<String> quantities() {
        return subject.quantities();
    }

    @Override
    public int dimensions() {
        return plane.dimensions();
    }

    @Override
    public int tileCells() {
        return TILE_CELLS;
    }

    @Override
    public CellEvaluator newEvaluator() {
        return new Evaluator();
    }

    @Override
    public void close() {
        first.close();
        logitLosses.forEach(loss -> loss.ifPresent(LogitLoss::close));
    }

    private final class Evaluator implements CellEvaluator {
        private final Workspace workspace = new Workspace();

        @Override
        public double[][] evaluate(double[][] coordinates) {
            try (var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                var cells = new ArrayList<CellWeights>();
                for (var point : coordinates) {
                    cells.add(weights(point));
                }
                var values = new double[coordinates.length][quantities().size()];
                int at = 0;
                for (int set = 0; set < subject.sets().size(); set++) {
                    var samples = subject.sets().get(set);
                    var tallies = tally(cells, set);
                    boolean hasAccuracy = Loss.isClassification(samples.targets());
                    for (int cell = 0; cell < values.length; cell++) {
                        tallies[cell].write(values[cell], at, samples.size(), hasAccuracy);
                    }
                    at += samples.quantities().size();
                }
                return values;
            }
        }

        private CellWeights weights(double[] coordinates) {
            try (var scope = new PointerScope()) {
                var theta = plane.theta(coordinates).to(subject.precision().scalarType());
                var blocks = program.layout().split(theta).stream()
                        .map(Tensors::keep)
                        .toList();
                return new CellWeights(coordinates, blocks, subject.state());
            }
        }

        private Tally[] tally(List<CellWeights> cells, int set) {
            var tallies = new Tally[cells.size()];
            for (int cell = 0; cell < tallies.length; cell++) {
                tallies[cell] = new Tally();
            }
            int size = subject.sets().get(set).size();
            for (int start = 0; start < size; start += blockSamples) {
                try (var scope = new PointerScope()) {
                    block(cells, set, start, tallies);
                }
            }
            return tallies;
        }

        private void block(List<CellWeights> cells, int set, int start, Tally[] tallies) {
            var products = first.block(subject.sets(), set, start);
            Row row = null;
            for (int cell = 0; cell < tallies.length; cell++) {
                var weights = cells.get(cell);
                if (row == null || !row.contains(weights)) {
                    row = row(products, weights);
                }
                try (var scope = new PointerScope()) {
                    var pass = new Step.Pass(program.instructions().size() + 1, weights, workspace);
                    finish(set, start, run(pass, combine(row, products, weights)), tallies[cell]);
                }
            }
        }

        /** Cells of one β share the products' sum up to it. */
        private record Row(double beta, Tensor sum) {
            boolean contains(CellWeights weights) {
                return weights.coordinates().length == 1 || Double.compare(weights.coordinates()[1], beta) == 0;
            }
        }

        private Row row(FirstAffine.Products products, CellWeights weights) {
            if (products.y() == null) {
                return new Row(0, products.origin());
            }
            var buffer = buffer(0, products.origin());
            double beta = weights.coordinates()[1];
            torch.add_out(buffer, products.origin(), products.y(), new Scalar(beta));
            return new Row(beta, buffer);
        }

        private Tensor combine(Row row, FirstAffine.Products products, CellWeights weights) {
            var buffer = buffer(firstOutput, products.origin());
            torch.add_out(buffer, row.sum(), products.x(), new Scalar(weights.coordinates()[0]));
            if (firstHasRelu) {
                buffer.relu_();
            }
            return buffer.to(subject.precision().scalarType());
        }

        private Tensor buffer(int number, Tensor like) {
            return workspace.matrix(number, like.size(0), like.size(1), like.scalar_type());
        }

        private Tensor run(Step.Pass pass, Tensor firstValue) {
            var last = firstValue;
            pass.set(firstOutput, firstValue);
            for (var step : steps) {
                last = step.run(pass);
                pass.set(step.output(), last);
            }
            return last;
        }

        private void finish(int set, int start, Tensor output, Tally tally) {
            var logitLoss = logitLosses.get(set);
            if (logitLoss.isPresent()) {
                logitLoss.get().add(output, start, tally);
            } else {
                tally.add(subject.loss(), output, subject.sets().get(set), start);
            }
        }

        @Override
        public void close() {
            workspace.close();
        }
    }
}
