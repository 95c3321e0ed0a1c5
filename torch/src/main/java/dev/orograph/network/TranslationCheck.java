package dev.orograph.network;

import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Holds the outputs of a translated network against the network's own, at its weights and at others. */
final class TranslationCheck {
    /** Beyond so many parameters float64 would take more memory than the rest of a survey. */
    private static final long MOST_IN_DOUBLE = 10_000_000;

    /** Of the largest output, for rounding in float64 and in float32 in another order through tens of layers. */
    private static final double TOLERANCE = 1e-9;

    private static final double SINGLE_TOLERANCE = 1e-3;

    /** Size of the changes as a share of each block's root mean square; large enough for every block to matter. */
    private static final double SHARE = 0.3;

    /** Random numbers drawn for one block; prime, so that the rows of a matrix are not alike. */
    private static final long DRAWN = 65_537;

    private static final long SEED = 20_140_917;

    private TranslationCheck() {}

    /** A sentence about how they differ, if they do beyond rounding. */
    static Optional<String> difference(ScriptModel model, Program program, Tensor samples) {
        if (model.layout().elements() <= MOST_IN_DOUBLE) {
            try {
                return difference(model, program, samples, Precision.FLOAT64);
            } catch (IllegalArgumentException e) {
                // A network may insist on float32 somewhere inside.
            }
        }
        return difference(model, program, samples, Precision.FLOAT32);
    }

    private static Optional<String> difference(
            ScriptModel model, Program program, Tensor samples, Precision precision) {
        try (var scope = new PointerScope();
                var state = model.initialState()) {
            var runner = new ProgramRunner(program);
            var input = samples.to(precision.scalarType());
            var theta = model.theta(precision);
            for (var place : new String[] {"", " at changed weights"}) {
                var expected = model.forward(theta, state, input.clone(), Mode.EVALUATION);
                var given = runner.forward(theta, state, input, Mode.EVALUATION);
                if (!agree(given, expected, precision)) {
                    return Optional.of(String.format(
                            Locale.ROOT,
                            "its outputs differ from the network's own by %s%s",
                            size(given, expected),
                            place));
                }
                change(theta, model.layout());
            }
            return Optional.empty();
        }
    }

    private static boolean agree(Tensor given, Tensor expected, Precision precision) {
        if (!Tensors.shape(given).equals(Tensors.shape(expected))) {
            return false;
        }
        double tolerance = precision == Precision.FLOAT64 ? TOLERANCE : SINGLE_TOLERANCE;
        double scale = expected.abs().max().item_double();
        return torch.allclose(given, expected, 0, tolerance * (Double.isFinite(scale) ? scale : 1), true);
    }

    private static String size(Tensor given, Tensor expected) {
        return Tensors.shape(given).equals(Tensors.shape(expected))
                ? String.format(
                        Locale.ROOT,
                        "up to %.1e",
                        given.sub(expected).abs().max().item_double())
                : "their shape";
    }

    /** Adds random numbers to every block, whatever its size. */
    private static void change(Tensor theta, Layout layout) {
        var random = RandomStream.of(SEED);
        for (var block : layout.blocks()) {
            try (var scope = new PointerScope()) {
                var view = layout.view(theta, block);
                double size = view.square().mean().sqrt().item_double();
                var noise = noise(random, block.elements()).to(theta.scalar_type());
                view.add_(noise.view(block.shape().sizes()), new Scalar(size > 0 ? SHARE * size : SHARE));
            }
        }
    }

    /** Large blocks repeat themselves. */
    private static Tensor noise(RandomStream random, long length) {
        long drawn = Math.min(length, DRAWN);
        long times = (length + drawn - 1) / Math.max(1, drawn);
        return random.gaussians(drawn).repeat(times).narrow(0, 0, length);
    }
}
