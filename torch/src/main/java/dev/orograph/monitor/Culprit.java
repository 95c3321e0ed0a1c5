package dev.orograph.monitor;

import dev.orograph.network.Binding;
import dev.orograph.tensor.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Where in a network numbers cease to be finite. */
final class Culprit {
    private Culprit() {}

    /**
     * What to say of a step whose loss or gradient is not finite.
     *
     * @param gradient of the step
     */
    static Suspicion of(StepView step, Tensor gradient, Equipment equipment) {
        var parts = new ArrayList<String>();
        var weights = firstOf(step.end(), equipment.blocks());
        weights.ifPresent(name -> parts.add("parameters of " + name));
        var output = firstOutput(step, equipment.layers());
        output.ifPresent(name -> parts.add("output of " + name));
        var slope = firstOf(gradient, equipment.blocks());
        slope.ifPresent(name -> parts.add("gradient of " + name));
        var where = parts.isEmpty() ? "" : "; first not finite: " + String.join(", ", parts);
        var layer = weights.or(() -> output).or(() -> slope).orElse("");
        var what = Double.isFinite(step.loss())
                ? "the gradient norm is " + step.gradientNorm()
                : "the loss is " + step.loss();
        return new Suspicion(
                layer,
                Double.isFinite(step.loss()) ? step.gradientNorm() : step.loss(),
                Double.MAX_VALUE,
                what + where + "; try a smaller learning rate");
    }

    /** The first block of a flat vector with an element that is not finite. */
    private static Optional<String> firstOf(Tensor flat, Blocks blocks) {
        var finite = blocks.numbers(flat, block -> block.isfinite().all());
        for (int i = 0; i < finite.length; i++) {
            if (finite[i] == 0) {
                return Optional.of(blocks.all().get(i)).map(Block::name);
            }
        }
        return Optional.empty();
    }

    /** The first layer with an output that is not finite. */
    private static Optional<String> firstOutput(StepView step, ActivationLayers layers) {
        List<String> found = new ArrayList<>();
        step.observe(step.end(), (binding, output) -> {
            if (found.isEmpty() && !isFinite(output)) {
                found.add(layers.name(binding).orElseGet(() -> described(binding)));
            }
        });
        return found.stream().findFirst();
    }

    private static String described(Binding binding) {
        return binding.name().isEmpty() ? "operation " + binding.index() : binding.name();
    }

    private static boolean isFinite(Tensor output) {
        try (var scope = new PointerScope()) {
            return output.isfinite().all().item_bool();
        }
    }
}
