package dev.orograph.monitor;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks for ReLU layers of which half or more is dead. */
final class DeadLayers extends StreakWatch {
    private static final double MOST = 50;
    private static final int RECORDS = 3;

    DeadLayers() {
        super(RECORDS);
    }

    @Override
    Optional<Suspicion> judge(String name, double value, Map<String, Double> values) {
        return layer(DeadUnits.NAME, name)
                .filter(layer -> value >= MOST)
                .map(layer -> new Suspicion(
                        layer,
                        value,
                        MOST,
                        String.format(
                                Locale.ROOT,
                                "%.0f %% of the units of %s are zero for the whole batch; try a smaller learning rate"
                                        + " or another initialisation",
                                value,
                                layer)));
    }
}
