package dev.orograph.monitor;

import dev.orograph.tensor.Block;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks for layers whose gradient is next to nothing although there is something to learn. */
final class VanishingGradients extends StreakWatch {
    private static final double LEAST = 1e-8;
    private static final double LEARNED = 1e-4;
    private static final int RECORDS = 3;

    private final Map<String, Long> elements = new HashMap<>();

    VanishingGradients(Blocks blocks) {
        super(RECORDS);
        elements.put(GradientNorm.NAME, blocks.layout().elements());
        for (Block block : blocks.all()) {
            elements.put(Blocks.name(GradientNorm.NAME, block), block.elements());
        }
    }

    @Override
    Optional<Suspicion> judge(String name, double value, Map<String, Double> values) {
        var count = elements.get(name);
        if (count == null || values.getOrDefault("loss", Double.POSITIVE_INFINITY) < LEARNED) {
            return Optional.empty();
        }
        double root = value / Math.sqrt(count.doubleValue());
        if (!(root < LEAST)) {
            return Optional.empty();
        }
        var layer = layer(GradientNorm.NAME, name).orElse("");
        var sentence = String.format(
                Locale.ROOT,
                "the gradient of %s vanishes: its root mean square is %.2g, below 1e-8; try another initialisation,"
                        + " activation or normalisation",
                layer.isEmpty() ? "the whole network" : layer,
                root);
        return Optional.of(new Suspicion(layer, root, LEAST, sentence));
    }
}
