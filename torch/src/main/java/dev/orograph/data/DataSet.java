package dev.orograph.data;

import dev.orograph.array.Shape;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The samples of one split, resident in memory. Owns its tensors until {@link #close}; whoever reads them on other
 * threads must not close it meanwhile. The tensors must not be written to.
 */
public final class DataSet implements AutoCloseable {
    /** Keeps the order apart from those in which training visits samples. */
    private static final long SAMPLING = 0x73616d706c65L;

    private final String name;
    private final Tensor inputs;
    private final Tensor targets;
    private final int size;
    private final Shape inputShape;
    private final OptionalInt classes;
    private final List<Float> background;
    private final String digest;
    private int population;
    private boolean closed;

    private DataSet(
            String name, Tensor inputs, Tensor targets, OptionalInt classes, List<Float> background, String digest) {
        this.name = name;
        this.inputs = Tensors.own(inputs);
        this.targets = Tensors.own(targets);
        this.size = Math.toIntExact(inputs.size(0));
        this.inputShape = sampleShape(inputs);
        this.classes = classes;
        this.background = List.copyOf(background);
        this.digest = digest;
        this.population = size;
    }

    /**
     * A classification set with copies of the arrays.
     *
     * @param inputs samples one after the other, row-major
     * @param sampleShape shape of one sample
     * @param labels one per sample, 0 to {@code classes − 1}
     * @throws IllegalArgumentException if sizes do not fit, a label is out of range, or there are no samples
     */
    public static DataSet of(String name, float[] inputs, Shape sampleShape, long[] labels, int classes) {
        requireSamples(name, inputs.length, sampleShape, labels.length);
        try (var scope = new PointerScope()) {
            return ofTensors(
                    name,
                    Tensors.of(inputs, batchSizes(labels.length, sampleShape)),
                    Tensors.of(labels, labels.length),
                    OptionalInt.of(classes));
        }
    }

    /**
     * A set of sequences with a label at each place, with copies of the arrays.
     *
     * @param inputs samples one after the other, row-major
     * @param sampleShape shape of one sample
     * @param labels one per place of each sample, 0 to {@code classes − 1}
     * @throws IllegalArgumentException if sizes do not fit, a label is out of range, or there are no samples
     */
    static DataSet ofSequences(String name, float[] inputs, Shape sampleShape, long[] labels, int classes) {
        int samples = Math.toIntExact(inputs.length / sampleShape.elements());
        requireSamples(name, inputs.length, sampleShape, samples);
        try (var scope = new PointerScope()) {
            return ofTensors(
                    name,
                    Tensors.of(inputs, batchSizes(samples, sampleShape)),
                    Tensors.of(labels, samples, labels.length / samples),
                    OptionalInt.of(classes));
        }
    }

    /**
     * A regression set with copies of the arrays.
     *
     * @param inputs samples one after the other, row-major
     * @param sampleShape shape of one sample
     * @param targets {@code outputs} numbers per sample
     * @throws IllegalArgumentException if sizes do not fit or there are no samples
     */
    public static DataSet ofRegression(String name, float[] inputs, Shape sampleShape, float[] targets, int outputs) {
        if (outputs < 1 || targets.length % outputs != 0) {
            throw new IllegalArgumentException("data set " + name + " has " + targets.length
                    + " target numbers, which is no multiple of " + outputs + " outputs");
        }
        int samples = targets.length / outputs;
        requireSamples(name, inputs.length, sampleShape, samples);
        try (var scope = new PointerScope()) {
            return ofTensors(
                    name,
                    Tensors.of(inputs, batchSizes(samples, sampleShape)),
                    Tensors.of(targets, samples, outputs),
                    OptionalInt.empty());
        }
    }

    /**
     * A set over existing tensors, whose memory it shares from now on: the given handles may be closed, or left to
     * their scope, and nobody may write to the tensors any more.
     *
     * @param inputs float32 [N, …], made contiguous if it is not
     * @param targets int64 [N] or [N, length] labels if {@code classes} is present, otherwise float32 [N, k]
     * @throws IllegalArgumentException if types or shapes are others, a label is out of range, or N is 0
     */
    public static DataSet ofTensors(String name, Tensor inputs, Tensor targets, OptionalInt classes) {
        return ofTensors(name, inputs, targets, classes, List.of(), new SampleDigest());
    }

    /**
     * As {@link #ofTensors(String, Tensor, Tensor, OptionalInt)} for images whose stored values {@code digest} has
     * received already; a digest that has received nothing is given the values of the tensors.
     */
    static DataSet ofTensors(
            String name,
            Tensor inputs,
            Tensor targets,
            OptionalInt classes,
            List<Float> background,
            SampleDigest digest) {
        try (var scope = new PointerScope()) {
            requireTypes(name, inputs, targets, classes);
            classes.ifPresent(count -> requireLabels(name, targets, count));
            var resident = inputs.detach().contiguous();
            var residentTargets = targets.detach().contiguous();
            if (digest.isEmpty()) {
                digest.add(resident);
            }
            digest.add(residentTargets);
            return new DataSet(name, resident, residentTargets, classes, background, digest.hex());
        }
    }

    private static void requireTypes(String name, Tensor inputs, Tensor targets, OptionalInt classes) {
        boolean labels = classes.isPresent();
        var wanted = labels ? ScalarType.Long : ScalarType.Float;
        if (inputs.scalar_type().value != ScalarType.Float.value || targets.scalar_type().value != wanted.value) {
            throw new IllegalArgumentException("data set " + name + " needs float32 inputs and "
                    + (labels ? "int64 labels" : "float32 targets") + " but has " + inputs.scalar_type() + " and "
                    + targets.scalar_type());
        }
        if (inputs.dim() < 1 || !hasTargetRank(targets, labels) || inputs.size(0) != targets.size(0)) {
            throw new IllegalArgumentException("data set " + name + " has inputs of shape " + Tensors.shape(inputs)
                    + " and targets of shape " + Tensors.shape(targets) + ", which do not belong together");
        }
        if (inputs.size(0) == 0) {
            throw new IllegalArgumentException("data set " + name + " has no samples");
        }
    }

    private static boolean hasTargetRank(Tensor targets, boolean labels) {
        return targets.dim() == 2 || (labels && targets.dim() == 1);
    }

    private static void requireLabels(String name, Tensor labels, int classes) {
        long lowest = labels.min().item_long();
        long highest = labels.max().item_long();
        if (lowest < 0 || highest >= classes) {
            throw new IllegalArgumentException("data set " + name + " has label " + (lowest < 0 ? lowest : highest)
                    + "; labels must lie in 0 to " + (classes - 1));
        }
    }

    private static void requireSamples(String name, int numbers, Shape sampleShape, int samples) {
        if (sampleShape.elements() * samples != numbers) {
            throw new IllegalArgumentException("data set " + name + " has " + samples + " samples of shape "
                    + sampleShape + " but " + numbers + " input numbers");
        }
    }

    static long[] batchSizes(int samples, Shape sampleShape) {
        var sizes = new long[sampleShape.rank() + 1];
        sizes[0] = samples;
        System.arraycopy(sampleShape.sizes(), 0, sizes, 1, sampleShape.rank());
        return sizes;
    }

    private static Shape sampleShape(Tensor inputs) {
        var sizes = new ArrayList<Long>();
        for (int i = 1; i < inputs.dim(); i++) {
            sizes.add(inputs.size(i));
        }
        return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    }

    /** Name of the data set and its split, such as {@code mnist test}. */
    public String name() {
        return name;
    }

    /** Float32 [N, …], scaled, contiguous. */
    public Tensor inputs() {
        requireOpen();
        return inputs;
    }

    /** Int64 [N] labels for classification or [N, length] for sequences of them, float32 [N, k] for regression. */
    public Tensor targets() {
        requireOpen();
        return targets;
    }

    /** Number of samples N, at least 1. */
    public int size() {
        return size;
    }

    /** Number of samples of the whole split, of which these may be a part; at least {@link #size}. */
    public int population() {
        return population;
    }

    /** Tells of how many samples these are a part; for the source that makes the set. */
    DataSet outOf(int samplesOfTheSplit) {
        population = Math.max(size, samplesOfTheSplit);
        return this;
    }

    /**
     * The first samples of a random order, in tensors of their own.
     *
     * @param most how many at most
     * @return with the digest of this set; the caller closes it
     */
    public DataSet shuffled(long seed, int most) {
        try (var scope = new PointerScope()) {
            var order = Arrays.copyOf(RandomStream.of(seed, SAMPLING).permutation(size), Math.min(size, most));
            var index = Tensors.of(Arrays.stream(order).asLongStream().toArray(), order.length);
            return new DataSet(
                            name,
                            inputs().index_select(0, index),
                            targets().index_select(0, index),
                            classes,
                            background,
                            digest)
                    .outOf(population);
        }
    }

    /** Shape of one input. */
    public Shape inputShape() {
        return inputShape;
    }

    /** Number of classes; empty for regression. */
    public OptionalInt classes() {
        return classes;
    }

    /** Number of outputs that a network for it has: its classes, or its numbers per target. */
    public long outputs() {
        return classes.isPresent() ? classes.getAsInt() : targets().size(1);
    }

    /** Shape of what a network for it gives for one sample: [outputs], for sequences of labels [length, outputs]. */
    public Shape outputShape() {
        boolean hasSequences = classes.isPresent() && targets().dim() == 2;
        return hasSequences ? Shape.of(targets().size(1), outputs()) : Shape.of(outputs());
    }

    /**
     * For images, the input value of stored value zero per channel, with which augmentation fills what lies outside an
     * image; empty for anything else.
     */
    public List<Float> background() {
        return background;
    }

    /**
     * SHA-256 in hexadecimal over the samples in use as they are stored, before scaling and padding: the bytes of all
     * inputs in order (one per pixel for images, little-endian float32 for anything else), then the bytes of all
     * targets (little-endian int64 labels or float32).
     */
    public String digest() {
        return digest;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("data set " + name + " is closed");
        }
    }

    /** Releases the tensors; further calls do nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            inputs.close();
            targets.close();
        }
    }

    @Override
    public String toString() {
        return name + ": " + size + " samples of shape " + inputShape;
    }
}
