package dev.orograph.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Activations by name. */
final class Activations {
    private static final Map<String, Supplier<Activation>> BY_NAME = byName();

    private Activations() {}

    private static Map<String, Supplier<Activation>> byName() {
        var names = new LinkedHashMap<String, Supplier<Activation>>();
        names.put("relu", Relu::new);
        names.put("leaky-relu", LeakyRelu::new);
        names.put("prelu", PRelu::new);
        names.put("shared-prelu", () -> new PRelu("activation"));
        names.put("gelu", Gelu::new);
        names.put("silu", Silu::new);
        names.put("tanh", Tanh::new);
        names.put("sigmoid", Sigmoid::new);
        names.put("identity", Identity::new);
        return names;
    }

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * A new activation of that name.
     *
     * @throws IllegalArgumentException if there is none; the sentence lists what there is
     */
    static Activation named(String name) {
        var supplier = BY_NAME.get(name);
        if (supplier == null) {
            throw new IllegalArgumentException(Suggestions.unknown("activation", name, names()));
        }
        return supplier.get();
    }
}
