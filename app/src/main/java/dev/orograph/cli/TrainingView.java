package dev.orograph.cli;

import dev.orograph.progress.Progress;
import dev.orograph.run.MetricsRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a training is going, as lines of text: how far it is, the loss of the steps as a sparkline, and the losses after the
 * last epoch. Not thread-safe.
 */
final class TrainingView {
    /** Over this time the throughput is taken, so that it follows a change of pace. */
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int BAR = 20;
    private static final int SPARKS = 32;

    private final int batchSize;
    private final Sparkline losses = new Sparkline();
    private final List<long[]> pace = new ArrayList<>();
    private Progress progress = new Progress("training", 0, -1, "step", "");
    private double accuracy = Double.NaN;
    private double loss = Double.NaN;
    private String lastEpoch = "";
    private int alarms;

    TrainingView(int batchSize) {
        this.batchSize = batchSize;
    }

    /** Takes note of what was recorded. */
    void see(MetricsRecord record) {
        switch (record.event()) {
            case "step" -> {
                double stepLoss = record.values().getOrDefault("loss", Double.NaN);
                if (!Double.isNaN(stepLoss)) {
                    loss = stepLoss;
                    losses.add(loss);
                }
                accuracy = record.values().getOrDefault("accuracy", accuracy);
            }
            case "epoch" -> lastEpoch = epoch(record);
            case "alarm" -> alarms++;
            default -> {
                return;
            }
        }
    }

    private static String epoch(MetricsRecord record) {
        var parts = new ArrayList<String>();
        for (var set : List.of("train", "validation", "test")) {
            var setLoss = record.values().get(set + "_loss");
            if (setLoss != null) {
                var setAccuracy = record.values().get(set + "_accuracy");
                parts.add(String.format(Locale.ROOT, "%s %.4g", set, setLoss)
                        + (setAccuracy == null ? "" : String.format(Locale.ROOT, " (%.1f %%)", setAccuracy)));
            }
        }
        return parts.isEmpty() ? "" : "epoch " + record.epoch() + "  " + String.join("  ", parts);
    }

    /** Takes note of the progress. */
    void see(Progress now, long nanos) {
        progress = now;
        pace.add(new long[] {nanos, now.done()});
        while (pace.size() > 2 && nanos - pace.get(1)[0] > WINDOW_NANOS) {
            pace.remove(0);
        }
    }

    /** Steps per second; 0 while it is not known. */
    private double rate() {
        var first = pace.isEmpty() ? new long[2] : pace.get(0);
        var last = pace.isEmpty() ? new long[2] : pace.get(pace.size() - 1);
        return last[0] == first[0] ? 0 : (last[1] - first[1]) * 1e9 / (last[0] - first[0]);
    }

    /** The lines for a terminal, the most important at the left. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(bar() + "  " + epochOfEpochs() + pace());
        lines.add("loss " + number(loss) + "  " + losses.text(SPARKS)
                + (Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, "  accuracy %.1f %%", accuracy))
                + (alarms == 0 ? "" : "  " + alarms + (alarms == 1 ? " alarm" : " alarms")));
        if (!lastEpoch.isEmpty()) {
            lines.add("after " + lastEpoch);
        }
        return lines;
    }

    /** All of it in one line, for a file. */
    String line() {
        return "training: " + epochOfEpochs() + pace() + ", loss " + number(loss)
                + (Double.isNaN(accuracy) ? "" : String.format(Locale.ROOT, ", accuracy %.1f %%", accuracy))
                + (lastEpoch.isEmpty() ? "" : "; after " + lastEpoch);
    }

    private String bar() {
        double share = progress.total() <= 0 ? 0 : Math.min(1, (double) progress.done() / progress.total());
        int filled = (int) Math.round(share * BAR);
        return "█".repeat(filled) + "░".repeat(BAR - filled) + String.format(Locale.ROOT, " %3.0f %%", 100 * share);
    }

    /** As in {@code epoch 3/10}, which the note begins with. */
    private String epochOfEpochs() {
        int comma = progress.note().indexOf(',');
        return comma < 0 ? progress.note() : progress.note().substring(0, comma);
    }

    private String pace() {
        double rate = rate();
        if (rate <= 0) {
            return "";
        }
        double left = (progress.total() - progress.done()) / rate;
        return String.format(Locale.ROOT, "  %,.0f samples/s", rate * batchSize) + "  "
                + TerminalListener.duration(left) + " left";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.4g", value);
    }
}
