package dev.orograph.landscape;

import dev.orograph.curvature.Curvature;
import dev.orograph.curvature.CurvatureOperator;
import dev.orograph.curvature.Eigenpairs;
import dev.orograph.network.Model;
import dev.orograph.network.ScriptModel;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.FiniteSum;
import dev.orograph.objective.Objective;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Measures the extreme eigenvalues of the Hessian after the losses of a cell, one cell at a time: NaN where the loss or
 * its gradient is not finite. Each worker's search runs on one thread and begins with the same vector, so that a cell's
 * values depend on nothing but the cell.
 */
final class CurvaturePlan implements EvaluationPlan {
    /** What the graphs that a worker keeps from product to product may take; decides about time alone. */
    private static final long GRAPH_BYTES = 1L << 30;

    /** Calls after which libtorch's interpreter does not compile a network anew. */
    private static final int WARM_UP = 3;

    private static final Listener UNTIL_INTERRUPTED = new Listener() {
        @Override
        public void onProgress(Progress progress) {
            // a product is too short to be worth a word
        }

        @Override
        public boolean isCancelled() {
            return Thread.currentThread().isInterrupted();
        }
    };

    private final EvaluationPlan losses;
    private final CurvatureMeasure measure;
    private final SurveySubject subject;
    private final Plane plane;
    private final int blockSamples;

    /**
     * @param losses closed by this
     * @param blockSamples samples per graph
     */
    CurvaturePlan(
            EvaluationPlan losses, CurvatureMeasure measure, SurveySubject subject, Plane plane, int blockSamples) {
        this.losses = losses;
        this.measure = measure;
        this.subject = subject;
        this.plane = plane;
        this.blockSamples = blockSamples;
    }

    @Override
    public String name() {
        return losses.name() + "; extreme eigenvalues to " + measure.tolerance();
    }

    @Override
    public List<String> quantities() {
        var all = new ArrayList<>(losses.quantities());
        all.addAll(measure.quantities());
        return List.copyOf(all);
    }

    @Override
    public int dimensions() {
        return losses.dimensions();
    }

    @Override
    public int tileCells() {
        return 1;
    }

    @Override
    public CellEvaluator newEvaluator() {
        var evaluator = new Evaluator(losses.newEvaluator(), subject.model().forOtherThread());
        if (subject.model() instanceof ScriptModel) {
            evaluator.warmUp();
        }
        return evaluator;
    }

    @Override
    public void close() {
        losses.close();
    }

    private final class Evaluator implements CellEvaluator {
        private final CellEvaluator lossEvaluator;
        private final Model model;

        Evaluator(CellEvaluator lossEvaluator, Model model) {
            this.lossEvaluator = lossEvaluator;
            this.model = model;
        }

        @Override
        public double[][] evaluate(double[][] coordinates) {
            var rows = lossEvaluator.evaluate(coordinates);
            for (int point = 0; point < rows.length; point++) {
                var found = Double.isFinite(rows[point][0]) ? eigenvalues(coordinates[point]) : unknown();
                var row = Arrays.copyOf(rows[point], rows[point].length + found.length);
                System.arraycopy(found, 0, row, rows[point].length, found.length);
                rows[point] = row;
            }
            return rows;
        }

        private double[] unknown() {
            var values = new double[measure.quantities().size()];
            Arrays.fill(values, Double.NaN);
            return values;
        }

        /** Smallest and largest, then their residuals. */
        private double[] eigenvalues(double[] point) {
            try (var scope = new PointerScope()) {
                var theta = plane.theta(point);
                var state = subject.statistics().at(point, theta);
                try (var pairs = solve(theta, state)) {
                    if (pairs.outcome() == Outcome.CANCELLED) {
                        CellEvaluator.throwIfInterrupted();
                    }
                    var largest = pairs.values().get(0);
                    var smallest = pairs.values().get(pairs.values().size() - 1);
                    return new double[] {
                        smallest.value(), largest.value(), smallest.residual(), largest.residual(),
                    };
                } catch (ArithmeticException e) {
                    return unknown();
                } catch (IllegalArgumentException e) {
                    if (hasGradient(theta, state)) {
                        throw e;
                    }
                    return unknown();
                } finally {
                    subject.statistics().release(state);
                }
            }
        }

        private Eigenpairs solve(Tensor theta, State state) {
            try (var operator = operator(theta, state)) {
                return measure.search().solve(operator, UNTIL_INTERRUPTED);
            }
        }

        private CurvatureOperator operator(Tensor theta, State state) {
            var set = subject.sets().get(0);
            var loss = BlockedLoss.of(model, state, set.inputs(), set.targets(), subject.loss(), blockSamples);
            return CurvatureOperator.of(new Curvature.Hessian(), new OnThisThread(loss), theta, 1, GRAPH_BYTES);
        }

        private boolean hasGradient(Tensor theta, State state) {
            try (var scope = new PointerScope()) {
                var set = subject.sets().get(0);
                var objective = Objective.of(model, state, set.inputs(), set.targets(), subject.loss(), blockSamples);
                return torch.isfinite(objective.gradient(theta).vector()).all().item_bool();
            }
        }

        /** The interpreter may compile a network in another way once it has seen its gradients. */
        void warmUp() {
            try (var scope = new PointerScope()) {
                var theta = plane.theta(plane.centre());
                var state = subject.statistics().at(plane.centre(), theta);
                try {
                    for (int call = 0; call < WARM_UP; call++) {
                        try (var inner = new PointerScope();
                                var operator = operator(theta, state)) {
                            operator.apply(theta);
                        }
                    }
                } finally {
                    subject.statistics().release(state);
                }
            }
        }

        @Override
        public void close() {
            lossEvaluator.close();
            if (model != subject.model()) {
                model.close();
            }
        }
    }

    /** A function whose operator stays on the worker's own thread, with the model that the worker has already. */
    private record OnThisThread(FiniteSum function) implements FiniteSum {
        @Override
        public long size() {
            return function.size();
        }

        @Override
        public int terms() {
            return function.terms();
        }

        @Override
        public double weight(int term) {
            return function.weight(term);
        }

        @Override
        public Tensor value(Tensor theta, int term) {
            return function.value(theta, term);
        }

        @Override
        public String nameOf(long element) {
            return function.nameOf(element);
        }

        @Override
        public FiniteSum forOtherThread() {
            return this;
        }

        @Override
        public void close() {
            // the function borrows everything
        }
    }
}
