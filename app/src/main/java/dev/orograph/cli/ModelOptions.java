package dev.orograph.cli;

import dev.orograph.network.ModelRecipe;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that choose a network; the same wherever a command needs one. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "A built-in architecture such as mlp, mnist-cnn or resnet20, or script:FILE.pt for a TorchScript"
                            + " module.")
    private @Nullable String name;

    @Option(
            names = {"-P", "--model-option"},
            paramLabel = "KEY=VALUE",
            description = "A parameter of the architecture; may be repeated.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--widths", paramLabel = "N,N,…", description = "Hidden widths of an mlp.")
    private @Nullable String widths;

    @Option(names = "--activation", paramLabel = "NAME", description = "Activation of an mlp, such as relu or tanh.")
    private @Nullable String activation;

    @Option(names = "--widen", paramLabel = "K", description = "Width factor of a residual network.")
    private @Nullable String widen;

    @Option(names = "--no-shortcut", description = "A residual network without its shortcuts.")
    private boolean noShortcut;

    boolean isNamed() {
        return name != null;
    }

    /** What was asked for; {@code base} if no model was named, with the given parameters over its own. */
    ModelRecipe recipe(ModelRecipe base) {
        var all = new LinkedHashMap<String, String>();
        if (name == null) {
            all.putAll(base.parameters());
        }
        all.putAll(parameters);
        put(all, "widths", widths);
        put(all, "activation", activation);
        put(all, "widen", widen);
        if (noShortcut) {
            all.put("shortcuts", "false");
        }
        return new ModelRecipe(name == null ? base.name() : name, all);
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null) {
            all.put(key, value);
        }
    }
}
