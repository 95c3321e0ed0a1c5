package dev.orograph.landscape;

import dev.orograph.network.BoundModel;
import dev.orograph.network.Model;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
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
    private final Estimates estimates;
    private final boolean isChannelsLast;
    private final List<Tensor> resident = new ArrayList<>();

    /**
     * @param blockSamples samples per forward pass
     */
    ForwardPlan(SurveySubject subject, Plane plane, int blockSamples) {
        this.subject = subject;
        this.plane = plane;
        this.blockSamples = blockSamples;
        this.estimates = new Estimates(subject, blockSamples);
        this.isChannelsLast = subject.precision() != Precision.FLOAT64
                && subject.statistics().batch().isEmpty()
                && runsChannelsLast();
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
            return estimates.values(coordinates, plane.centre(), this::measure);
        }

        private List<List<Estimates.Measure>> measure(double[][] points, IntFunction<Estimates.Measure> fresh) {
            var measures = new ArrayList<List<Estimates.Measure>>();
            for (int set = 0; set < subject.sets().size(); set++) {
                measures.add(new ArrayList<>());
            }
            for (var point : points) {
                try (var scope = new PointerScope();
                        var guard = new NoGradGuard()) {
                    var wide = plane.theta(point);
                    var state = subject.statistics().at(point, wide);
                    try {
                        measure(wide.to(subject.precision().scalarType()), state, fresh, measures);
                    } finally {
                        subject.statistics().release(state);
                    }
                }
            }
            return measures;
        }

        private void measure(
                Tensor theta,
                State state,
                IntFunction<Estimates.Measure> fresh,
                List<List<Estimates.Measure>> measures) {
            try (var guard = new InferenceMode();
                    var bound = model.bind(theta, state, subject.statistics().mode(), isChannelsLast)) {
                for (int set = 0; set < measures.size(); set++) {
                    var measure = fresh.apply(set);
                    run(bound, set, measure);
                    measures.get(set).add(measure);
                }
            }
        }

        private void run(BoundModel bound, int set, Estimates.Measure measure) {
            var samples = subject.sets().get(set);
            for (int start = 0; start < samples.size() && !measure.isSettled(); start += blockSamples) {
                CellEvaluator.throwIfInterrupted();
                try (var scope = new PointerScope()) {
                    int count = Math.min(blockSamples, samples.size() - start);
                    var output = bound.forward(resident.get(set).narrow(0, start, count));
                    measure.tally().add(subject.loss(), output, samples, start);
                }
            }
        }

        @Override
        public void close() {
            if (model != subject.model()) {
                model.close();
            }
        }
    }
}
