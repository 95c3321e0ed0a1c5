package dev.orograph.landscape;

import dev.orograph.network.Model;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.State;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Measures cells by the model's own forward pass, one cell at a time: right for any model. */
final class ForwardPlan implements EvaluationPlan {
    private final SurveySubject subject;
    private final Plane plane;
    private final int blockSamples;

    /**
     * @param blockSamples samples per forward pass
     */
    ForwardPlan(SurveySubject subject, Plane plane, int blockSamples) {
        this.subject = subject;
        this.plane = plane;
        this.blockSamples = blockSamples;
    }

    @Override
    public String name() {
        return "forward, blocks of " + blockSamples;
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
        return 1;
    }

    @Override
    public CellEvaluator newEvaluator() {
        var model = subject.model().forOtherThread();
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            for (var set : subject.sets()) {
                model.warmUp(set.inputs().narrow(0, 0, Math.min(blockSamples, set.size())));
            }
        }
        return new Evaluator(model);
    }

    private final class Evaluator implements CellEvaluator {
        private final Model model;

        Evaluator(Model model) {
            this.model = model;
        }

        @Override
        public double[][] evaluate(double[][] coordinates) {
            var values = new double[coordinates.length][];
            for (int i = 0; i < coordinates.length; i++) {
                values[i] = cell(coordinates[i]);
            }
            return values;
        }

        private double[] cell(double[] coordinates) {
            try (var scope = new PointerScope();
                    var guard = new NoGradGuard()) {
                var wide = plane.theta(coordinates);
                var state = subject.statistics().at(coordinates, wide);
                try {
                    return cell(wide.to(subject.precision().scalarType()), state);
                } finally {
                    subject.statistics().release(state);
                }
            }
        }

        private double[] cell(Tensor theta, State state) {
            var values = new double[quantities().size()];
            int at = 0;
            for (var set : subject.sets()) {
                boolean hasAccuracy = Loss.isClassification(set.targets());
                tally(theta, state, set).write(values, at, set.size(), hasAccuracy);
                at += set.quantities().size();
            }
            return values;
        }

        private Tally tally(Tensor theta, State state, SampleSet set) {
            var tally = new Tally();
            for (int start = 0; start < set.size(); start += blockSamples) {
                CellEvaluator.throwIfInterrupted();
                try (var scope = new PointerScope()) {
                    int count = Math.min(blockSamples, set.size() - start);
                    var input = set.inputs().narrow(0, start, count).to(theta.scalar_type());
                    var output = model.forward(
                            theta, state, input, subject.statistics().mode());
                    tally.add(subject.loss(), output, set, start);
                }
            }
            return tally;
        }

        @Override
        public void close() {
            if (model != subject.model()) {
                model.close();
            }
        }
    }
}
