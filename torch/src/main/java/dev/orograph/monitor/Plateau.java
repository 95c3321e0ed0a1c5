package dev.orograph.monitor;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks for a training loss that no longer falls. */
final class Plateau implements Watch {
    private static final double LEAST_GAIN = 1e-3;
    private static final int EPOCHS = 5;
    private static final String LOWEST = "lowest";
    private static final String SINCE = "since";

    private double lowest = Double.POSITIVE_INFINITY;
    private int since;

    @Override
    public boolean concerns(String event) {
        return event.equals("epoch");
    }

    @Override
    public List<Suspicion> look(Map<String, Double> values) {
        var loss = values.getOrDefault("train_loss", values.getOrDefault("loss", Double.NaN));
        if (loss.isNaN()) {
            return List.of();
        }
        if (lowest == Double.POSITIVE_INFINITY || loss < lowest - LEAST_GAIN * Math.abs(lowest)) {
            lowest = loss;
            since = 0;
            return List.of();
        }
        since++;
        if (since < EPOCHS) {
            return List.of();
        }
        var sentence = String.format(
                Locale.ROOT,
                "the training loss has been on a plateau for %d epochs: %.4g after %.4g; try another learning rate or"
                        + " schedule, or stop with --patience",
                since,
                loss,
                lowest);
        return List.of(new Suspicion("", loss, lowest * (1 - LEAST_GAIN), sentence));
    }

    @Override
    public Map<String, String> memory() {
        return Map.of(LOWEST, Double.toString(lowest), SINCE, Integer.toString(since));
    }

    @Override
    public void remember(Map<String, String> memory) {
        lowest = Double.parseDouble(memory.getOrDefault(LOWEST, "Infinity"));
        since = Integer.parseInt(memory.getOrDefault(SINCE, "0"));
    }
}
