package dev.orograph.monitor;

import dev.orograph.network.Activation;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.BatchNorm;
import dev.orograph.network.Binding;
import dev.orograph.network.Convolution;
import dev.orograph.network.LayerNorm;
import dev.orograph.network.Linear;
import dev.orograph.network.Model;
import dev.orograph.network.Operation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The layers whose outputs are looked at: those with parameters and the activation functions, each with a name. */
final class ActivationLayers {
    private final Map<Integer, String> names = new HashMap<>();

    ActivationLayers(Model model) {
        if (model instanceof ArchitectureModel network) {
            var bindings = network.program().bindings();
            for (var binding : bindings) {
                if (isOfInterest(binding.operation())) {
                    names.put(binding.index(), name(binding, bindings));
                }
            }
        }
    }

    private static boolean isOfInterest(Operation operation) {
        return operation instanceof Activation
                || operation instanceof Linear
                || operation instanceof Convolution
                || operation instanceof BatchNorm
                || operation instanceof LayerNorm;
    }

    /** The binding's own name, with position and kind where it has none or shares it. */
    private static String name(Binding binding, Iterable<Binding> all) {
        boolean isShared = binding.name().isEmpty();
        for (var other : all) {
            isShared |= other.index() != binding.index() && other.name().equals(binding.name());
        }
        if (!isShared) {
            return binding.name();
        }
        var kind = binding.operation().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return binding.name() + (binding.name().isEmpty() ? "" : ".") + kind + "-" + binding.index();
    }

    /** The name of a layer; empty if it is none of these. */
    Optional<String> name(Binding binding) {
        return Optional.ofNullable(names.get(binding.index()));
    }
}
