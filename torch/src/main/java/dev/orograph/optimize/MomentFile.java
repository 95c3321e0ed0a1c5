package dev.orograph.optimize;

import dev.orograph.array.NamedArrays;
import dev.orograph.format.Safetensors;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** An optimizer's state as a training writes it beside a checkpoint: flat vectors by name, and the number of steps. */
public final class MomentFile {
    private static final String MEAN = "exp_avg";
    private static final String MOMENTUM = "momentum_buffer";
    private static final String SQUARE = "exp_avg_sq";
    private static final String LARGEST_SQUARE = "max_exp_avg_sq";
    private static final String RMS_SQUARE = "square_avg";
    private static final String RMS_MEAN = "grad_avg";
    private static final String STEP = "step";

    private final Path file;
    private final NamedArrays arrays;
    private final long elements;
    private final Precision precision;

    private MomentFile(Path file, NamedArrays arrays, long elements, Precision precision) {
        this.file = file;
        this.arrays = arrays;
        this.elements = elements;
        this.precision = precision;
    }

    /**
     * Reads a file.
     *
     * @param elements number of parameters of the network
     * @throws IOException if it cannot be read
     */
    public static MomentFile read(Path file, long elements, Precision precision) throws IOException {
        return new MomentFile(file, Safetensors.read(file), elements, precision);
    }

    /** The same of a running optimizer, as {@link Optimizer#state} gives it. */
    public static MomentFile of(NamedArrays state, long elements, Precision precision) {
        return new MomentFile(Path.of("of the running training"), state, elements, precision);
    }

    /**
     * A moment, [elements]; belongs to the current scope.
     *
     * @throws IOException if the file has no such moment, or one of another network, or only zeros
     */
    public Tensor moment(MomentKind kind) throws IOException {
        try (var scope = new PointerScope()) {
            var moment = switch (kind) {
                case FIRST -> vector(arrays.contains(MEAN) ? MEAN : MOMENTUM, kind);
                case SECOND -> vector(arrays.contains(RMS_SQUARE) ? RMS_SQUARE : SQUARE, kind);
                case UPDATE -> update(kind);
            };
            return Tensors.keep(moment);
        }
    }

    private Tensor update(MomentKind kind) throws IOException {
        var biasedMean = vector(MEAN, kind);
        var biasedSquare = vector(SQUARE, kind);
        var adam = adam();
        double steps = steps();
        var mean = biasedMean.div(new Scalar(1 - Math.pow(adam.beta1(), steps)));
        var square = biasedSquare.div(new Scalar(1 - Math.pow(adam.beta2(), steps)));
        return mean.div(square.sqrt().add(new Scalar(adam.epsilon()))).neg();
    }

    /**
     * What Adam divides the elements of its step by, √v̂ + ε, or RMSProp, √v + ε, [elements]; belongs to the current scope.
     *
     * @throws IOException if the file has no second moment, or one of another network, or only zeros
     */
    public Tensor denominator() throws IOException {
        try (var scope = new PointerScope()) {
            if (settings() instanceof RmsProp rmsProp) {
                return Tensors.keep(deviation().add(new Scalar(rmsProp.epsilon())));
            }
            var square = vector(arrays.contains(LARGEST_SQUARE) ? LARGEST_SQUARE : SQUARE, MomentKind.SECOND);
            var unbiased = square.div(new Scalar(1 - Math.pow(adam().beta2(), steps())));
            return Tensors.keep(unbiased.sqrt().add(new Scalar(adam().epsilon())));
        }
    }

    private Tensor deviation() throws IOException {
        var square = vector(RMS_SQUARE, MomentKind.SECOND);
        if (!arrays.contains(RMS_MEAN)) {
            return square.sqrt();
        }
        var mean = vector(RMS_MEAN, MomentKind.FIRST);
        return square.addcmul(mean, mean, new Scalar(-1)).sqrt();
    }

    /** What the file says of its optimizer; torch's Adam if it says nothing. */
    private OptimizerSettings settings() {
        var text = arrays.metadata().get(OptimizerSettings.KEY);
        return text == null ? Adam.defaults() : OptimizerSettings.parse(text);
    }

    private Adam adam() throws IOException {
        var settings = settings();
        if (settings instanceof AdamW decoupled) {
            return decoupled.asAdam();
        } else if (settings instanceof Adam adam) {
            return adam;
        }
        throw new IOException("the state " + file + " is of " + settings.text()
                + ", whose step is not Adam's; choose the first or the second moment");
    }

    private double steps() throws IOException {
        var step = arrays.find(STEP);
        if (step == null) {
            throw new IOException(
                    file + " does not say how many steps the optimizer has made: it has no block " + STEP);
        }
        return step.toDoubles()[0];
    }

    private Tensor vector(String name, MomentKind kind) throws IOException {
        var array = arrays.find(name);
        if (array == null) {
            throw new IOException("the optimizer's state " + file + " has no " + kind + " moment: it holds "
                    + String.join(", ", arrays.names()) + "; train with an optimizer such as adam");
        }
        if (array.shape().elements() != elements) {
            throw new IOException("the optimizer's state " + file + " belongs to another network: it is of "
                    + array.shape().elements() + " parameters, the network has " + elements);
        }
        var vector = Tensors.fromArray(array).view(-1).to(precision.scalarType());
        if (vector.abs().max().item_double() == 0) {
            throw new IOException("the moments in " + file + " are zero and give no direction; choose a later epoch");
        }
        return vector;
    }
}
