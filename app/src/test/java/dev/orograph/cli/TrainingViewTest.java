package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.progress.Progress;
import dev.orograph.run.MetricsRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The live view of a training, and what it is made of. */
class TrainingViewTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aSparklineShowsTheWholeCourse() {
        var line = new Sparkline();
        assertThat(line.text(10)).isEmpty();
        line.add(1);
        assertThat(line.text(10)).isEqualTo("▁");
        for (int i = 1; i < 8; i++) {
            line.add(1 + i);
        }
        line.add(Double.NaN);
        assertThat(line.text(10)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(line.text(4)).isEqualTo("▁▃▆█");
        for (int i = 0; i < 10_000; i++) {
            line.add(10_000 - i);
        }
        assertThat(line.text(32)).hasSize(32).startsWith("█").endsWith("▁");
    }

    @Test
    void tellsPaceAndRemainingTime() {
        var view = new TrainingView(100);
        view.see(new Progress("training", 0, 400, "step", "epoch 1/4, loss 2.3"), 0);
        view.see(new Progress("training", 100, 400, "step", "epoch 2/4, loss 1.5"), 2 * SECOND);
        view.see(new MetricsRecord("step", 100, 1, Map.of("loss", 1.5, "accuracy", 50.0), 2));
        view.see(new MetricsRecord(
                "epoch", 100, 1, Map.of("train_loss", 1.4, "validation_loss", 1.6, "validation_accuracy", 45.0), 2));
        assertThat(view.lines())
                .containsExactly(
                        "█████░░░░░░░░░░░░░░░  25 %  epoch 2/4  5,000 samples/s  6 s left",
                        "loss 1.500  ▁  accuracy 50.0 %", "after epoch 1  train 1.400  validation 1.600 (45.0 %)");
        assertThat(view.line())
                .isEqualTo("training: epoch 2/4  5,000 samples/s  6 s left, loss 1.500, accuracy 50.0 %; after epoch 1"
                        + "  train 1.400  validation 1.600 (45.0 %)");
        view.see(new MetricsRecord("alarm", 100, 1, Map.of(), 2));
        assertThat(view.lines().get(1)).endsWith("  1 alarm");
    }

    @Test
    void followsAChangeOfPace() {
        var view = new TrainingView(1);
        for (int second = 0; second <= 40; second++) {
            long done = second <= 20 ? 100L * second : 2000 + 10L * (second - 20);
            view.see(new Progress("training", done, 3000, "step", "epoch 1/1, loss 1"), second * SECOND);
        }
        assertThat(view.lines().get(0)).contains("10 samples/s");
    }

    /** A terminal of eight lines that knows the few sequences that are used. */
    private static List<String> screen(String output) {
        var rows = new StringBuilder[8];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new StringBuilder();
        }
        int row = 0;
        int column = 0;
        int at = 0;
        while (at < output.length()) {
            char letter = output.charAt(at++);
            if (letter == '\n') {
                row++;
                column = 0;
            } else if (letter == '\r') {
                column = 0;
            } else if (letter == '\u001b') {
                int end = at + 1;
                while (!Character.isLetter(output.charAt(end))) {
                    end++;
                }
                var code = output.substring(at + 1, end);
                switch (output.charAt(end)) {
                    case 'A' -> row -= Integer.parseInt(code);
                    case 'K' -> rows[row].setLength(Math.min(column, rows[row].length()));
                    case 'J' -> {
                        rows[row].setLength(Math.min(column, rows[row].length()));
                        for (int below = row + 1; below < rows.length; below++) {
                            rows[below].setLength(0);
                        }
                    }
                    case 'h', 'l' -> assertThat(code).isEqualTo("?7");
                    default -> throw new AssertionError("unknown sequence " + code + output.charAt(end));
                }
                at = end + 1;
            } else {
                while (rows[row].length() <= column) {
                    rows[row].append(' ');
                }
                rows[row].setCharAt(column++, letter);
            }
        }
        return Arrays.stream(rows).map(StringBuilder::toString).toList();
    }

    @Test
    void linesChangeInPlaceAndLeaveMessagesAbove() {
        var out = new StringWriter();
        var writer = new PrintWriter(out, true);
        var lines = new LiveLines(writer);
        lines.show(List.of("first, long", "second", "third"));
        lines.show(List.of("one", "two"));
        assertThat(screen(out.toString())).startsWith("one", "two", "", "");
        lines.clear();
        writer.print("message\n");
        lines.show(List.of("three", "four"));
        assertThat(screen(out.toString())).startsWith("message", "three", "four", "");
        lines.leave();
        writer.print("done\n");
        assertThat(screen(out.toString())).startsWith("message", "three", "four", "done", "");
    }
}
