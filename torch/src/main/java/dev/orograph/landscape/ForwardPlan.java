package dev.orograph.landscape;

import dev.orograph.network.BoundModel;
import dev.orograph.network.Model;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** Measures cells by the model's own forward pass, one cell at a time: right for any model. */
final class ForwardPlan implements EvaluationPlan {
    /** Samples with which another order in memory is tried. */
    private static final long TRIED = 4;

    private final SurveySubject subject;
    private final Plane plane;
    private final int blockSamples;
    private final boolean isChannelsLast;
    private final List<Tensor> resident = new ArrayList<>();

    /**
     * @param blockSamples samples per forward pass
     */
    ForwardPlan(SurveySubject subject, Plane plane, int blockSamples) {
        this.subject = subject;
        this.plane = plane;
        this.blockSamples = blockSamples;
        this.isChannelsLast = subject.precision() != Precision.FLOAT64 && runsChannelsLast();
        for (var set : subject.sets()) {
            try (var scope = new PointerScope()) {
                var inputs = set.inputs().to(subject.precision().scalarType());
                resident.add(Tensors.own(isChannelsLast ? inputs.contiguous(MemoryFormat.ChannelsLast) : inputs));
            }
        }
    }

    private boolean runsChannelsLast() {
        try (var scope = new PointerScope()) {
            var inputs = subject.sets().get(0).inputs();
            return subject.model().runsChannelsLast(inputs.narrow(0, 0, Math.min(TRIED, inputs.size(0))));
        }
    }

    @Override
    public String name() {
        return (isChannelsLast ? "forward, channels last, blocks of " : "forward, blocks of ") + blockSamples;
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
            for (var inputs : resident) {
                model.warmUp(inputs.narrow(0, 0, Math.min(blockSamples, inputs.size(0))));
            }
        }
        return new Evaluator(model);
    }

    @Override
    public void close() {
        resident.forEach(Tensor::close);
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
            try (var guard = new InferenceMode();
                    var bound = model.bind(theta, state, subject.statistics().mode(), isChannelsLast)) {
                int at = 0;
                for (int set = 0; set < resident.size(); set++) {
                    var samples = subject.sets().get(set);
                    boolean hasAccuracy = Loss.isClassification(samples.targets());
                    tally(bound, set).write(values, at, samples.size(), hasAccuracy);
                    at += samples.quantities().size();
                }
            }
            return values;
        }

        private Tally tally(BoundModel bound, int set) {
            var tally = new Tally();
            var samples = subject.sets().get(set);
            for (int start = 0; start < samples.size(); start += blockSamples) {
                CellEvaluator.throwIfInterrupted();
                try (var scope = new PointerScope()) {
                    int count = Math.min(blockSamples, samples.size() - start);
                    var output = bound.forward(resident.get(set).narrow(0, start, count));
                    tally.add(subject.loss(), output, samples, start);
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
