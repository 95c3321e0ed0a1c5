package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.data.DataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which network: plain values, so that it can stand in a manifest.
 *
 * @param name a built-in architecture as {@link Architectures} knows it, or {@code script:FILE.pt}
 * @param parameters of the architecture, such as {@code widths} → {@code 256,128}
 */
public record ModelRecipe(String name, Map<String, String> parameters) {
    /** Begins the name of an imported TorchScript module. */
    public static final String SCRIPT_PREFIX = "script:";

    public ModelRecipe {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** An architecture with its defaults. */
    public static ModelRecipe of(String name) {
        return new ModelRecipe(name, Map.of());
    }

    /** Whether it names a TorchScript file, which brings its own weights. */
    public boolean isScript() {
        return name.startsWith(SCRIPT_PREFIX);
    }

    /** The TorchScript file; only for a name that {@link #isScript}. */
    public Path scriptFile() {
        return Path.of(name.substring(SCRIPT_PREFIX.length()));
    }

    /**
     * The network for a data set; the caller closes it.
     *
     * @throws IOException if a TorchScript file cannot be read
     * @throws IllegalArgumentException if there is no such architecture or parameter, or it does not suit the data
     */
    public Model build(DataSet data) throws IOException {
        var model = build(data.inputShape(), data.outputs());
        if (model instanceof ArchitectureModel network) {
            var output = network.program().output();
            if (!output.equals(data.outputShape())) {
                throw new IllegalArgumentException("model " + name + " answers a sample with numbers of shape " + output
                        + ", but " + data.name() + " needs " + data.outputShape()
                        + "; gpt is for text, the other models are for anything else");
            }
        }
        return model;
    }

    /**
     * The network for samples of the given shape; the caller closes it.
     *
     * @param outputs number of classes or of output values; a TorchScript module has its own
     * @throws IOException if a TorchScript file cannot be read
     * @throws IllegalArgumentException if there is no such architecture or parameter, or the input does not suit it
     */
    public Model build(Shape input, long outputs) throws IOException {
        if (isScript()) {
            if (!parameters.isEmpty()) {
                throw new IllegalArgumentException(
                        "a TorchScript module takes no parameters, but there is " + parameters.keySet());
            }
            return ScriptModel.load(scriptFile());
        }
        var model =
                new ArchitectureModel(Architectures.byName(name, new ArchitectureOptions(input, outputs, parameters)));
        if (model.layout().elements() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "model %s would have %,d parameters; at most %,d are possible",
                    name,
                    model.layout().elements(),
                    Integer.MAX_VALUE));
        }
        return model;
    }
}
