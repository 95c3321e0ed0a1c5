package dev.orograph.cli;

import dev.orograph.array.ElementType;
import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import dev.orograph.run.Manifest;
import dev.orograph.run.MetricsRecord;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in this process and keeps what they print; makes runs and surfaces for them. */
final class CommandLineFixture {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Runs one command and returns its exit status. */
    int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Orograph.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Arguments.normalized(
                        Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new)));
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** A bowl x² + 2y² + 0.1 and an accuracy on 9 × 7 points. */
    static Surface bowl() {
        var grid = Grid.of(new Axis("x", -1, 1, 9), new Axis("y", -1.5, 1.5, 7));
        var quantities = new LinkedHashMap<String, double[]>();
        var loss = new double[grid.cells()];
        var accuracy = new double[grid.cells()];
        for (int cell = 0; cell < loss.length; cell++) {
            var at = grid.coordinates(cell);
            loss[cell] = at[0] * at[0] + 2 * at[1] * at[1] + 0.1;
            accuracy[cell] = 100 / (1 + loss[cell]);
        }
        quantities.put("test_loss", loss);
        quantities.put("test_acc", accuracy);
        var status = new Status[grid.cells()];
        Arrays.fill(status, Status.COMPUTED);
        var trust = Trust.NONE
                .with("deterministic", 1)
                .with("test_centre_loss", 0.1)
                .with("test_model_loss", 0.1)
                .with("test_centre_difference", 1e-9)
                .with("test_standard_error", 0.012)
                .with("share_nan", 0)
                .with("share_infinite", 0)
                .with("cosine_xy", 0.0021);
        return Surface.of(grid, quantities, status, trust, Provenance.NONE.with("version.orograph", "test"));
    }

    /** The row of {@link #bowl} through its centre. */
    static Surface line() {
        var grid = Grid.of(new Axis("x", -1, 1, 9));
        var loss = Arrays.stream(grid.x().coordinates()).map(x -> x * x + 0.1).toArray();
        return Surface.complete(grid, Map.of("train_loss", loss), Provenance.NONE);
    }

    static NamedArrays weights() {
        return weights(3);
    }

    /** Four weights, the last of which is given. */
    private static NamedArrays weights(float last) {
        var data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1).putFloat(-2).putFloat(0.5f).putFloat(last).flip();
        return NamedArrays.of(List.of(NamedArray.of("layer.weight", ElementType.FLOAT32, Shape.of(2, 2), data)));
    }

    /** A finished training of three epochs with one surface named plane. */
    static RunFolder finishedRun(Path folder) throws IOException {
        var settings = Map.of(
                "model", Map.of("name", "mlp", "parameters", Map.of("widths", "16")),
                "data", Map.of("name", "digits"),
                "training", Map.of("epochs", 3, "batchSize", 256));
        var run = RunFolder.create(folder, Manifest.of("train", settings).withDigest("data.train", "0123abcd"));
        try (var writer = run.writer()) {
            writer.begin();
            for (int step = 1; step <= 30; step++) {
                writer.metrics()
                        .append(new MetricsRecord("step", step, (step - 1) / 10, Map.of("loss", 2.3 / step), step));
                if (step % 10 == 0) {
                    writer.metrics().append(epoch(step));
                    writer.checkpoint(step / 10, weights(step));
                }
            }
            writer.finish();
            writer.surface("plane", bowl());
        }
        return run;
    }

    private static MetricsRecord epoch(int step) {
        var values = new LinkedHashMap<String, Double>();
        values.put("train_loss", 2.0 / step);
        values.put("train_accuracy", 100 - 200.0 / step);
        values.put("test_loss", 2.5 / step);
        values.put("test_accuracy", 99 - 200.0 / step);
        return new MetricsRecord("epoch", step, step / 10, values, step);
    }
}
