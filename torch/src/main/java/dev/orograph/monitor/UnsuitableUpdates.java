package dev.orograph.monitor;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for weight matrices that move too fast or too slowly; biases and scales may. */
final class UnsuitableUpdates extends StreakWatch {
    private static final double LEAST = 1e-4;
    private static final double MOST = 1e-2;
    private static final int RECORDS = 20;

    private final Set<String> matrices;

    UnsuitableUpdates(Blocks blocks) {
        super(RECORDS);
        this.matrices = blocks.all().stream()
                .filter(block -> block.shape().rank() >= 2)
                .map(block -> block.name())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    Optional<Suspicion> judge(String name, double value, Map<String, Double> values) {
        return layer(UpdateRatio.NAME, name)
                .filter(layer -> matrices.contains(layer) && (value < LEAST || value > MOST))
                .map(layer -> new Suspicion(layer, value, value < LEAST ? LEAST : MOST, sentence(layer, value)));
    }

    private static String sentence(String layer, double value) {
        return value < LEAST
                ? String.format(
                        Locale.ROOT,
                        "%s moves by only %.2g of its size a step, below 1e-4; try a larger learning rate",
                        layer,
                        value)
                : String.format(
                        Locale.ROOT,
                        "%s moves by %.2g of its size a step, above 1e-2; try a smaller learning rate",
                        layer,
                        value);
    }
}
