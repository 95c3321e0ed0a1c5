package dev.orograph.landscape;

import static dev.orograph.network.Sequential.child;
import static dev.orograph.network.Sequential.unnamed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.format.Safetensors;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.BatchNorm;
import dev.orograph.network.Convolution;
import dev.orograph.network.Flatten;
import dev.orograph.network.GlobalAveragePool;
import dev.orograph.network.Identity;
import dev.orograph.network.Layer;
import dev.orograph.network.Linear;
import dev.orograph.network.Mode;
import dev.orograph.network.Model;
import dev.orograph.network.ModelRecipe;
import dev.orograph.network.Relu;
import dev.orograph.network.Residual;
import dev.orograph.network.ScriptModel;
import dev.orograph.network.Sequential;
import dev.orograph.network.Weights;
import dev.orograph.objective.Loss;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks by PyTorch 2.13, from bench/crosscheck/make_translations.py; each takes images 1×8×8. */
class ScriptPlanTest {
    private static final double[][] POINTS = {{-1, -.5}, {0, -.5}, {.75, -.5}, {0, 0}, {.5, 1}};
    private static final int SAMPLES = 17;

    private static ScriptModel load(String name) throws Exception {
        return ScriptModel.load(resource("/dev/orograph/network/scripts/" + name + ".pt"));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(ScriptPlanTest.class.getResource(name)).toURI());
    }

    private static SampleSet samples() {
        var images = RandomStream.of(5).gaussians(SAMPLES * 64L).view(SAMPLES, 1, 8, 8);
        var stream = RandomStream.of(6);
        var classes = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            classes[i] = stream.nextInt(5);
        }
        return new SampleSet("train", images, Tensors.of(classes, SAMPLES));
    }

    private static SurveySubject subject(ScriptModel model, State state, String loss, Precision precision) {
        return new SurveySubject(model, state, Loss.byName(loss), List.of(samples()), precision);
    }

    private static Plane plane(ScriptModel model, Precision precision) {
        try (var inner = new PointerScope()) {
            var theta = model.theta(precision);
            return Plane.through(theta, direction(theta, model, 2), direction(theta, model, 3));
        }
    }

    private static Tensor direction(Tensor theta, ScriptModel model, long seed) {
        var noise = RandomStream.of(seed).gaussians(theta.numel()).to(theta.scalar_type());
        return Normalization.FILTER
                .apply(noise, theta, model.layout(), RankOnePolicy.COPY)
                .mul(new Scalar(.5));
    }

    private static double[][] evaluate(EvaluationPlan plan) {
        try (plan;
                var evaluator = plan.newEvaluator()) {
            return evaluator.evaluate(POINTS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mlp_scripted, cross-entropy",
        "cnn_traced, nll",
        "resnet_scripted, cross-entropy",
        "option_a_traced, cross-entropy",
        "bottleneck_scripted, cross-entropy",
        "activations_traced, cross-entropy",
        "dense_scripted, cross-entropy",
        "in_place_scripted, cross-entropy",
        "tied_traced, cross-entropy",
        "plain_scripted, cross-entropy",
        "normalised_traced, cross-entropy",
        "training_scripted, cross-entropy",
    })
    void aTranslatedNetworkAgreesWithItsOwnForwardPass(String name, String loss) throws Exception {
        for (var precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
            // float32: sums of up to some hundred terms in another order, through up to ten layers
            double tolerance = precision == Precision.FLOAT64 ? 1e-10 : 2e-5;
            try (var scope = new PointerScope();
                    var model = load(name);
                    var state = model.initialState();
                    var plane = plane(model, precision)) {
                var subject = subject(model, state, loss, precision);
                var own = evaluate(new ForwardPlan(subject, plane, 6));
                var plan = EvaluationPlans.choose(subject, plane, 6);
                assertThat(plan).isInstanceOf(FusedPlan.class);
                assertThat(plan.name()).startsWith("translated script, ");
                var translated = evaluate(plan);
                for (int i = 0; i < POINTS.length; i++) {
                    assertThat(translated[i][0])
                            .isCloseTo(own[i][0], within(tolerance * Math.max(1, Math.abs(own[i][0]))));
                    assertThat(translated[i][1]).isEqualTo(own[i][1]);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"unknown_traced, aten::sort", "branch_scripted, 'prim::If, a branch that depends on aten::sum'"})
    void anUnknownOperatorIsNamedAndTheNetworksOwnForwardPassUsed(String name, String operator) throws Exception {
        try (var scope = new PointerScope();
                var model = load(name);
                var state = model.initialState();
                var plane = plane(model, Precision.FLOAT32)) {
            var subject = subject(model, state, "cross-entropy", Precision.FLOAT32);
            assertThat(subject.notTranslated()).hasValue("not translated: " + operator);
            try (var plan = EvaluationPlans.choose(subject, plane, 6)) {
                assertThat(plan).isInstanceOf(ForwardPlan.class);
            }
        }
    }

    /** The first arranges its values with view, which an image whose fastest dimension is the channels does not allow. */
    @ParameterizedTest
    @ValueSource(strings = {"unknown_traced", "through_view_scripted"})
    void theOwnForwardPassGivesTheSameAsOneByOne(String name) throws Exception {
        try (var scope = new PointerScope();
                var model = load(name);
                var state = model.initialState();
                var plane = plane(model, Precision.FLOAT32)) {
            var subject = subject(model, state, "cross-entropy", Precision.FLOAT32);
            var set = subject.sets().get(0);
            var values = evaluate(new ForwardPlan(subject, plane, 6));
            for (int i = 0; i < POINTS.length; i++) {
                var output = model.forward(plane.theta(POINTS[i]), state, set.inputs(), Mode.EVALUATION);
                double loss =
                        subject.loss().perSample(output, set.targets()).mean().item_double();
                assertThat(values[i][0]).isCloseTo(loss, within(1e-5 * Math.max(1, loss)));
            }
        }
    }

    @Test
    void aNetworkThatChangesItsInputDoesNotChangeTheSamples() throws Exception {
        try (var scope = new PointerScope();
                var model = load("changes_input_traced");
                var state = model.initialState();
                var plane = plane(model, Precision.FLOAT32)) {
            var subject = subject(model, state, "cross-entropy", Precision.FLOAT32);
            var inputs = subject.sets().get(0).inputs();
            var before = inputs.clone();
            var first = evaluate(new ForwardPlan(subject, plane, 6));
            assertThat(torch.equal(inputs, before)).isTrue();
            assertThat(evaluate(new ForwardPlan(subject, plane, 6))).isDeepEqualTo(first);
        }
    }

    /** The residual network that resnet_scripted is, with layers of the same names. */
    private static ArchitectureModel residual() {
        return new ArchitectureModel(new Architecture(
                "residual",
                Map.of(),
                Shape.of(1, 8, 8),
                5,
                Sequential.of(
                        child("conv1", Convolution.square(1, 4, 3, 1, 1)),
                        child("bn1", new BatchNorm(4)),
                        unnamed(new Relu()),
                        child("layer1", Sequential.of(child("0", block(4, 4)))),
                        child("layer2", Sequential.of(child("0", block(4, 8)))),
                        child("layer3", Sequential.of(child("0", block(8, 16)))),
                        unnamed(new GlobalAveragePool()),
                        unnamed(new Flatten()),
                        child("linear", new Linear(16, 5)))));
    }

    private static Layer block(long inputs, long width) {
        long stride = width / inputs;
        var body = Sequential.of(
                child("conv1", Convolution.square(inputs, width, 3, stride, 1)),
                child("bn1", new BatchNorm(width)),
                unnamed(new Relu()),
                child("conv2", Convolution.square(width, width, 3, 1, 1)),
                child("bn2", new BatchNorm(width)));
        Layer shortcut = stride == 1
                ? new Identity()
                : Sequential.of(child(
                        "shortcut",
                        Sequential.of(
                                child("0", Convolution.square(inputs, width, 1, stride, 0)),
                                child("1", new BatchNorm(width)))));
        return Sequential.of(unnamed(new Residual(body, shortcut)), unnamed(new Relu()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "interpolated", "re-estimated", "batch"})
    void everyBatchNormPolicyIsThatOfTheSameNetworkBuiltIn(String policy) throws Exception {
        for (var precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
            double tolerance = precision == Precision.FLOAT64 ? 1e-9 : 2e-5;
            try (var scope = new PointerScope();
                    var script = load("resnet_scripted");
                    var builtIn = residual();
                    var state = script.initialState();
                    var weights = Weights.of(blocks(script, state), builtIn, precision);
                    var plane = plane(script, precision)) {
                assertThat(script.layout().matches(builtIn.layout())).isTrue();
                var translated = measured(script, state, policy, precision, plane);
                var expected = measured(builtIn, weights.state(), policy, precision, plane);
                for (int i = 0; i < POINTS.length; i++) {
                    assertThat(translated[i][0])
                            .isCloseTo(expected[i][0], within(tolerance * Math.max(1, expected[i][0])));
                }
            }
        }
    }

    private static NamedArrays blocks(ScriptModel script, State state) {
        var blocks = new ArrayList<>(
                script.layout().toArrays(script.theta(Precision.FLOAT32)).blocks());
        blocks.addAll(state.toArrays().blocks());
        return NamedArrays.of(blocks);
    }

    private static double[][] measured(Model model, State state, String policy, Precision precision, Plane plane) {
        var samples = samples();
        if (model instanceof ScriptModel script) {
            script.translation(samples.inputs());
        }
        try (var still = State.empty()) {
            var statistics = switch (policy) {
                case "interpolated" -> new Statistics.Interpolated(state, List.of(state, still));
                case "re-estimated" -> new Statistics.Reestimated(state, model, samples.inputs(), 6);
                case "batch" -> new Statistics.OfBatches(state, 6);
                default -> new Statistics.Frozen(state);
            };
            var subject =
                    new SurveySubject(model, statistics, Loss.byName("cross-entropy"), List.of(samples), precision);
            return evaluate(EvaluationPlans.choose(subject, plane, 6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"re-estimated:10:5", "batch:5"})
    void aSurveyTakesEveryPolicyForATranslatedNetworkOnly(String policy, @TempDir Path folder) throws Exception {
        try (var job = job("resnet_traced", BatchNormPolicy.parse(policy), folder, Listener.NONE)) {
            var losses = job.measure(2, Listener.NONE).surface().values("train_loss");
            assertThat(losses).doesNotContain(Double.NaN);
        }
        assertThatThrownBy(() -> job("unknown_scripted", BatchNormPolicy.parse(policy), folder, Listener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(policy + " needs a network of known layers")
                .hasMessageContaining("not translated: aten::sort; choose frozen or interpolated");
        assertThatThrownBy(() -> job("normalised_scripted", BatchNormPolicy.parse(policy), folder, Listener.NONE))
                .hasMessageContaining("has no batch-norm statistics");
    }

    private static SurveyJob job(String name, Path folder, Listener listener) throws Exception {
        return job(name, BatchNormPolicy.FROZEN, folder, listener);
    }

    private static SurveyJob job(String name, BatchNormPolicy policy, Path folder, Listener listener) throws Exception {
        var data = folder.resolve("data.safetensors");
        try (var scope = new PointerScope()) {
            var set = samples();
            Safetensors.write(
                    data,
                    NamedArrays.of(List.of(
                            Tensors.toArray("inputs", set.inputs()), Tensors.toArray("targets", set.targets()))));
        }
        var file = resource("/dev/orograph/network/scripts/" + name + ".pt");
        var recipe = new SurveyRecipe(
                ModelRecipe.of(ModelRecipe.SCRIPT_PREFIX + file),
                Optional.empty(),
                DataRecipe.of("file:" + data),
                List.of(Split.TRAIN),
                OptionalInt.empty(),
                Sampling.ALL,
                PlaneRecipe.random(2, 1, Normalization.FILTER, RankOnePolicy.COPY),
                policy,
                List.of("-1:1:3", "-1:1:3"),
                "cross-entropy",
                Precision.FLOAT32,
                Map.of());
        return SurveyJob.open(recipe, folder, listener);
    }

    @Test
    void aSurveySaysHowItMeasuresAndDoesTheSameWhenItGoesOn(@TempDir Path folder) throws Exception {
        for (var name : List.of("resnet_scripted", "unknown_scripted")) {
            boolean isKnown = "resnet_scripted".equals(name);
            var messages = new ArrayList<String>();
            var listener = new Listener() {
                @Override
                public void onProgress(Progress progress) {}

                @Override
                public void onMessage(String message) {
                    messages.add(message);
                }
            };
            try (var job = job(name, folder, listener);
                    var again = job(name, folder, Listener.NONE)) {
                assertThat(again.identity()).isEqualTo(job.identity());
                assertThat(again.planText(6)).isEqualTo(job.planText(6));
                assertThat(job.planText(6).endsWith("the network's own forward pass"))
                        .isEqualTo(!isKnown);
                assertThat(messages.stream().anyMatch(text -> text.endsWith("not translated: aten::sort")))
                        .isEqualTo(!isKnown);
                var surface = job.measure(2, Listener.NONE).surface();
                assertThat(surface.provenance().entries().get("plan"))
                        .startsWith(isKnown ? "translated script, " : "forward, ");
                assertThat(again.measure(1, Listener.NONE).surface().values("train_loss"))
                        .containsExactly(surface.values("train_loss"));
            }
        }
    }
}
