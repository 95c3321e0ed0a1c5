package dev.orograph.data;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.format.Safetensors;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A user's own samples: a safetensors file with tensors {@code inputs} [N, …] and {@code targets}, and perhaps
 * {@code test_inputs} and {@code test_targets}. Integer targets [N] are labels, floating-point ones [N] or [N, k] are
 * regression targets. The number of classes is the metadata entry {@code classes}, or else one more than the largest
 * label. Inputs are used as they are, in float32.
 */
final class SafetensorsSource implements DataSource {
    private static final String CLASSES = "classes";

    private final Path path;
    private final DataSettings settings;

    SafetensorsSource(Path path, DataSettings settings) {
        ImageSettings.refuse("file:" + path, settings);
        this.path = path;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "file:" + path;
    }

    /** Looks into the file for test samples; whatever is wrong with the file is for {@link #load} to say. */
    @Override
    public Set<Split> splits() {
        var splits = EnumSet.of(Split.TRAIN);
        if (settings.validationSamples() > 0) {
            splits.add(Split.VALIDATION);
        }
        if (hasTestSamples()) {
            splits.add(Split.TEST);
        }
        return splits;
    }

    private boolean hasTestSamples() {
        try {
            return Safetensors.read(path).contains("test_inputs");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public DataSet load(DataRequest request, Listener listener) throws IOException {
        var arrays = Safetensors.read(path);
        boolean test = request.split() == Split.TEST;
        if (test && !arrays.contains("test_inputs")) {
            throw new IllegalArgumentException(
                    path + " has no test samples; add tensors test_inputs and test_targets," + " or use split train");
        }
        var inputs = find(arrays, test ? "test_inputs" : "inputs");
        var targets = find(arrays, test ? "test_targets" : "targets");
        requireShapes(inputs, targets);
        var partition = Partition.of(settings);
        int stored = Math.toIntExact(inputs.shape().size(0));
        var chosen = partition.select(name(), request, stored, listener);
        var classes = isLabels(targets) ? OptionalInt.of(classes(arrays, targets)) : OptionalInt.empty();
        try (var scope = new PointerScope()) {
            var chosenInputs = select(inputs, chosen).to(ScalarType.Float);
            warnOfNonFinite(inputs.name(), chosenInputs, listener);
            var chosenTargets = select(targets, chosen);
            if (classes.isEmpty()) {
                chosenTargets = chosenTargets.to(ScalarType.Float).view(chosen.length, -1);
                warnOfNonFinite(targets.name(), chosenTargets, listener);
            } else {
                chosenTargets = chosenTargets.to(ScalarType.Long);
            }
            return DataSet.ofTensors(name() + " " + request.split(), chosenInputs, chosenTargets, classes)
                    .outOf(partition.samples(request.split(), stored));
        }
    }

    private NamedArray find(NamedArrays arrays, String name) throws IOException {
        var array = arrays.find(name);
        if (array == null) {
            throw new IOException(path + " has no tensor '" + name + "' but "
                    + (arrays.size() == 0 ? "none at all" : String.join(", ", arrays.names()))
                    + "; a data file holds inputs and targets");
        }
        return array;
    }

    private void requireShapes(NamedArray inputs, NamedArray targets) throws IOException {
        int targetRank = targets.shape().rank();
        if (inputs.shape().rank() < 1 || targetRank < 1) {
            throw new IOException(path + " has a scalar where " + inputs.name() + " and " + targets.name()
                    + " need one entry per sample");
        }
        if (inputs.shape().size(0) != targets.shape().size(0)) {
            throw new IOException(path + " has " + inputs.shape().size(0) + " " + inputs.name() + " but "
                    + targets.shape().size(0) + " " + targets.name() + "; they must be as many");
        }
        if (inputs.shape().elements() == 0 || targets.shape().elements() == 0) {
            throw new IOException(path + " has empty samples: " + inputs + ", " + targets);
        }
        if (targetRank > (isLabels(targets) ? 1 : 2)) {
            throw new IOException(path + " has " + targets.name() + " of shape " + targets.shape()
                    + "; integer labels need shape N, regression targets N or N×k");
        }
    }

    private static boolean isLabels(NamedArray targets) {
        return switch (targets.type()) {
            case INT64, INT32, INT16, INT8, UINT8, BOOL -> true;
            case FLOAT64, FLOAT32, FLOAT16, BFLOAT16 -> false;
        };
    }

    /** The number of classes, after a check of every label of the file. */
    private int classes(NamedArrays arrays, NamedArray targets) throws IOException {
        int largest = checkedLabels(targets, Integer.MAX_VALUE);
        var other = arrays.find(targets.name().equals("targets") ? "test_targets" : "targets");
        if (other != null && isLabels(other)) {
            largest = Math.max(largest, checkedLabels(other, Integer.MAX_VALUE));
        }
        var stated = arrays.metadata().get(CLASSES);
        if (stated == null) {
            return largest + 1;
        }
        int classes = statedClasses(stated);
        checkedLabels(targets, classes);
        return classes;
    }

    private int statedClasses(String text) throws IOException {
        try {
            int classes = Integer.parseInt(text.strip());
            if (classes >= 1) {
                return classes;
            }
        } catch (NumberFormatException e) {
            throw new IOException(path + " states classes '" + text + "', which is no number", e);
        }
        throw new IOException(path + " states " + text + " classes; there must be at least 1");
    }

    /** The largest label, if all lie in 0 to {@code classes − 1}. */
    private int checkedLabels(NamedArray labels, int classes) throws IOException {
        double largest = 0;
        var values = labels.toDoubles();
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] >= classes) {
                throw new IOException(path + " has label " + (long) values[i] + " at sample " + i + " of "
                        + labels.name() + "; labels must "
                        + (classes == Integer.MAX_VALUE ? "not be negative or huge" : "lie in 0 to " + (classes - 1)));
            }
            largest = Math.max(largest, values[i]);
        }
        return (int) largest;
    }

    /** Rows of a block, in the current scope and the block's own type. */
    private static Tensor select(NamedArray array, int[] rows) {
        try (var scope = new PointerScope()) {
            var whole = Tensors.fromArray(array);
            if (rows.length == whole.size(0)) {
                return Tensors.keep(whole);
            }
            var index = Tensors.of(Arrays.stream(rows).asLongStream().toArray(), rows.length);
            return Tensors.keep(whole.index_select(0, index));
        }
    }

    private void warnOfNonFinite(String name, Tensor values, Listener listener) {
        try (var scope = new PointerScope()) {
            long wrong = values.numel() - values.isfinite().sum().item_long();
            if (wrong > 0) {
                listener.onMessage(
                        path + " has " + wrong + " NaN or infinite numbers in " + name + "; losses will not be finite");
            }
        }
    }
}
