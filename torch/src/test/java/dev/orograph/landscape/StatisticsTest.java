package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.Shape;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.BatchNorm;
import dev.orograph.network.Convolution;
import dev.orograph.network.Dropout;
import dev.orograph.network.Flatten;
import dev.orograph.network.Linear;
import dev.orograph.network.Mode;
import dev.orograph.network.Relu;
import dev.orograph.network.Sequential;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final double[][] POINTS = {{0, 0}, {-.5, .25}, {1, 0}};
    private static final int SAMPLES = 24;

    private final PointerScope scope = new PointerScope();
    private Tensor inputs;
    private SampleSet set;
    private ArchitectureModel model;
    private State state;
    private Plane plane;

    @BeforeEach
    void make() {
        inputs = RandomStream.of(5).gaussians(SAMPLES * 12L).view(SAMPLES, 1, 3, 4);
        var labels = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            labels[i] = i % 3;
        }
        set = new SampleSet("train", inputs, Tensors.of(labels, SAMPLES));
        model = new ArchitectureModel(new Architecture(
                "normalised",
                Map.of(),
                Shape.of(1, 3, 4),
                3,
                Sequential.numbered(List.of(
                        Convolution.square(1, 2, 3, 1, 1),
                        new BatchNorm(2),
                        new Relu(),
                        new Flatten(),
                        new Dropout(.5),
                        new Linear(24, 5),
                        new BatchNorm(5),
                        new Relu(),
                        new Linear(5, 3)))));
        state = model.initialState();
        long size = model.layout().elements();
        plane = Plane.through(
                RandomStream.of(1).gaussians(size, Precision.FLOAT64).mul(new Scalar(.4)),
                RandomStream.of(2).gaussians(size, Precision.FLOAT64).mul(new Scalar(.4)),
                RandomStream.of(3).gaussians(size, Precision.FLOAT64).mul(new Scalar(.4)));
    }

    @AfterEach
    void release() {
        plane.close();
        state.close();
        model.close();
        scope.close();
    }

    private SurveySubject subject(Statistics statistics) {
        return new SurveySubject(model, statistics, new CrossEntropy(), List.of(set), Precision.FLOAT64);
    }

    private static double[][] evaluate(EvaluationPlan plan) {
        try (plan;
                var evaluator = plan.newEvaluator()) {
            return evaluator.evaluate(POINTS);
        }
    }

    private static State moved(State from, double by) {
        var arrays = from.toArrays().blocks().stream()
                .map(block -> block.type() == ElementType.FLOAT32 ? shifted(block, by) : block)
                .toList();
        return State.fromArrays(arrays);
    }

    private static NamedArray shifted(NamedArray block, double by) {
        try (var inner = new PointerScope()) {
            return Tensors.toArray(block.name(), Tensors.fromArray(block).add(new Scalar(by)));
        }
    }

    @Test
    void bothPlansAgreeOnMovingStatistics() {
        try (var along = moved(state, .5);
                var still = State.empty()) {
            var subject = subject(new Statistics.Interpolated(state, List.of(along, still)));
            var plain = evaluate(new ForwardPlan(subject, plane, 7));
            var fused = evaluate(FusedPlan.of(subject, plane, 7).orElseThrow());
            for (int i = 0; i < POINTS.length; i++) {
                assertThat(fused[i][0]).isCloseTo(plain[i][0], within(1e-12));
            }
        }
    }

    @Test
    void bothPlansAgreeOnReestimatedStatistics() {
        var subject = subject(new Statistics.Reestimated(state, model, inputs, 10));
        var plain = evaluate(new ForwardPlan(subject, plane, 7));
        var fused = evaluate(FusedPlan.of(subject, plane, 7).orElseThrow());
        for (int i = 0; i < POINTS.length; i++) {
            assertThat(fused[i][0]).isCloseTo(plain[i][0], within(1e-6)); // statistics are float32
        }
    }

    @Test
    void atTheOtherWeightsInterpolatedStatisticsAreTheirs() {
        try (var other = moved(state, 2)) {
            var direction = State.copyOf(Statistics.between(state, other));
            var statistics = new Statistics.Interpolated(state, List.of(direction));
            var there = statistics.at(new double[] {1}, plane.origin());
            for (var name : state.names()) {
                assertThat(there.tensor(name).equal(other.tensor(name))).isTrue();
            }
            statistics.release(there);
            direction.close();
        }
    }

    @Test
    void variancesNeverBecomeNegative() {
        try (var along = moved(state, 0)) {
            var statistics = new Statistics.Interpolated(state, List.of(along));
            var there = statistics.at(new double[] {-3}, plane.origin());
            assertThat(there.tensor("1.running_var").min().item_double()).isZero();
            statistics.release(there);
        }
    }

    @Test
    void reestimationAveragesTheBatchesWhateverWasThereBefore() {
        try (var before = moved(state, 17)) {
            var statistics = new Statistics.Reestimated(before, model, inputs, 8);
            var there = statistics.at(new double[] {0, 0}, plane.origin());
            var blocks = model.layout().split(plane.origin());
            var images = inputs.to(plane.origin().scalar_type());
            var maps = torch.conv2d(
                    images, blocks.get(0), new TensorOptional(), new long[] {1}, new long[] {1}, new long[] {1}, 1);
            for (int channel = 0; channel < 2; channel++) {
                var values = maps.select(1, channel);
                double mean = values.mean().item_double();
                double variance = 0;
                for (int batch = 0; batch < 3; batch++) {
                    variance += values.narrow(0, 8L * batch, 8).var().item_double() / 3;
                }
                assertThat(there.tensor("1.running_mean").get(channel).item_double())
                        .isCloseTo(mean, within(1e-6));
                assertThat(there.tensor("1.running_var").get(channel).item_double())
                        .isCloseTo(variance, within(1e-6));
            }
            statistics.release(there);
        }
    }

    @Test
    void batchStatisticsAreThoseOfTrainingWithoutDropout() {
        var subject = subject(new Statistics.OfBatches(state, 12));
        var measured = evaluate(EvaluationPlans.choose(subject, plane, 5));
        var before = state.copy();
        try (var inner = new PointerScope()) {
            double sum = 0;
            for (int start = 0; start < SAMPLES; start += 12) {
                var batch = inputs.narrow(0, start, 12).to(plane.origin().scalar_type());
                var output = model.forward(plane.origin(), state, batch, Mode.BATCH_STATISTICS);
                sum += new CrossEntropy()
                        .perSample(output, set.targets().narrow(0, start, 12))
                        .sum()
                        .item_double();
            }
            assertThat(measured[0][0]).isCloseTo(sum / SAMPLES, within(1e-12));
        }
        for (var name : state.names()) {
            assertThat(state.tensor(name).equal(before.tensor(name))).isTrue();
        }
        before.close();
        var frozen = evaluate(EvaluationPlans.choose(subject(new Statistics.Frozen(state)), plane, 5));
        assertThat(measured[0][0]).isNotCloseTo(frozen[0][0], within(1e-3));
    }
}
