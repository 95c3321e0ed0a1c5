package dev.orograph.curvature;

import dev.orograph.array.Shape;
import dev.orograph.data.DataRecipe;
import dev.orograph.data.Split;
import dev.orograph.format.Safetensors;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Linear;
import dev.orograph.network.Relu;
import dev.orograph.network.Sequential;
import dev.orograph.objective.BlockedLoss;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.objective.Loss;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.State;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import tools.jackson.databind.json.JsonMapper;

/** A trained network of 1,210 parameters on all digits, of which torch has given all eigenvalues in float64. */
final class TinyNetwork implements AutoCloseable {
    private final PointerScope scope = new PointerScope();
    private final ArchitectureModel model = new ArchitectureModel(new Architecture(
            "tiny",
            Map.of(),
            Shape.of(64),
            10,
            Sequential.numbered(List.of(new Linear(64, 16), new Relu(), new Linear(16, 10)))));
    private final State state = State.empty();
    private final Tensor theta;
    private final Tensor gradient;
    private final Tensor inputs;
    private final Tensor targets;

    /** Eigenvalues, ascending. */
    record Spectra(String origin, List<Double> hessian, List<Double> ggn, List<Double> empirical_fisher) {}

    /** Sharpness measures by their definitions; those that are drawn, with their standard errors. */
    record Sharpness(
            String origin,
            double loss,
            double gradient_norm,
            double epsilon_sharpness,
            double sam,
            double asam,
            double theta_h_theta,
            double g_h_g,
            List<Double> low_pass,
            List<Double> adaptive_average,
            List<Double> pac_bayes,
            List<Double> sigma) {}

    TinyNetwork() {
        try {
            var file = Path.of(Objects.requireNonNull(TinyNetwork.class.getResource("tiny-relu.safetensors"))
                    .toURI());
            var arrays = Safetensors.read(file);
            theta = model.layout().fromArrays(arrays, Precision.FLOAT64);
            gradient = Tensors.fromArray(Objects.requireNonNull(arrays.find("gradient")));
            var digits = DataRecipe.of("digits");
            try (var train = digits.load(Path.of("."), Split.TRAIN, OptionalInt.empty(), Listener.NONE);
                    var test = digits.load(Path.of("."), Split.TEST, OptionalInt.empty(), Listener.NONE)) {
                inputs = torch.cat(new TensorVector(train.inputs(), test.inputs()), 0)
                        .flatten(1, -1);
                targets = torch.cat(new TensorVector(train.targets(), test.targets()), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Spectra spectra() {
        return read("tiny-relu-spectra.json", Spectra.class);
    }

    static Sharpness sharpness() {
        return read("tiny-relu-sharpness.json", Sharpness.class);
    }

    private static <T> T read(String name, Class<T> type) {
        try (var stream = TinyNetwork.class.getResourceAsStream(name)) {
            return JsonMapper.shared().readValue(Objects.requireNonNull(stream), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ArchitectureModel model() {
        return model;
    }

    Tensor theta() {
        return theta;
    }

    Tensor gradient() {
        return gradient;
    }

    /** The mean loss over all 1,797 digits in blocks of at most that many. */
    BlockedLoss loss(int most) {
        return loss(new CrossEntropy(), most);
    }

    BlockedLoss loss(Loss loss, int most) {
        return BlockedLoss.of(model, state, inputs, targets, loss, most);
    }

    CurvatureOperator operator(Curvature curvature) {
        return CurvatureOperator.of(curvature, loss(500), theta, 2, Long.MAX_VALUE);
    }

    CurvatureOperator hessian() {
        return operator(new Curvature.Hessian());
    }

    @Override
    public void close() {
        scope.close();
    }
}
