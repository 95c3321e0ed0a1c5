package dev.orograph.landscape;

import dev.orograph.array.Shape;
import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.BatchNorm;
import dev.orograph.network.Convolution;
import dev.orograph.network.Flatten;
import dev.orograph.network.Layer;
import dev.orograph.network.Linear;
import dev.orograph.network.MaxPool;
import dev.orograph.network.Relu;
import dev.orograph.network.Sequential;
import dev.orograph.objective.CrossEntropy;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.ResidentMemory;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;

/** Surveys 1,000 points by each plan, in a process of its own, and prints how its memory grew over the last 500. */
final class SurveyProcess {
    private static final int POINTS = 1000;
    private static final int SAMPLES = 200;

    private SurveyProcess() {}

    public static void main(String[] arguments) throws IOException {
        var flat = List.<Layer>of(
                new Flatten(), new Linear(64, 48), new Relu(), new Linear(48, 32), new Relu(), new Linear(32, 10));
        print("fused", flat, true);
        print("forward", flat, false);
        var convolutional = List.<Layer>of(
                Convolution.square(1, 4, 3, 1, 1),
                new BatchNorm(4),
                new Relu(),
                new MaxPool(2),
                new Flatten(),
                new Linear(64, 10));
        print("fused-convolutional", convolutional, true);
        print("forward-convolutional", convolutional, false);
    }

    private static void print(String name, List<Layer> layers, boolean isFused) throws IOException {
        System.out.printf(Locale.ROOT, "%s %d%n", name, bytesGrown(layers, isFused));
    }

    private static long bytesGrown(List<Layer> layers, boolean isFused) throws IOException {
        try (var scope = new PointerScope();
                var model = new ArchitectureModel(
                        new Architecture("survey", Map.of(), Shape.of(1, 8, 8), 10, Sequential.numbered(layers)));
                var state = model.initialState();
                var plane = plane(model.layout().elements())) {
            var inputs = RandomStream.of(1).gaussians(SAMPLES * 64L).view(SAMPLES, 1, 8, 8);
            var labels = Tensors.of(new long[SAMPLES], SAMPLES);
            var set = new SampleSet("train", inputs, labels);
            var subject = new SurveySubject(model, state, new CrossEntropy(), List.of(set), Precision.FLOAT32);
            try (var plan =
                    isFused ? FusedPlan.of(subject, plane, 50).orElseThrow() : new ForwardPlan(subject, plane, 40)) {
                return bytesGrown(plan);
            }
        }
    }

    private static Plane plane(long size) {
        try (var scope = new PointerScope()) {
            return Plane.through(
                    RandomStream.of(2).gaussians(size, Precision.FLOAT32),
                    RandomStream.of(3).gaussians(size, Precision.FLOAT32),
                    RandomStream.of(4).gaussians(size, Precision.FLOAT32));
        }
    }

    private static long bytesGrown(EvaluationPlan plan) throws IOException {
        var grid = Grid.of(new Axis("x", -1, 1, 40), new Axis("y", -1, 1, POINTS / 40));
        var resident = new long[POINTS];
        var stored = new int[1];
        CellStore store = (cell, values) -> {
            resident[stored[0]] = ResidentMemory.now();
            stored[0]++;
        };
        Survey.run(plan, grid, Map.of(), store, 2, Listener.NONE);
        return resident[POINTS - 1] - resident[POINTS / 2 - 1];
    }

    /**
     * Starts this with a Java heap that is all there from the start and without the optimising compiler, which takes
     * megabytes whenever it wakes up: only the survey's own memory can grow.
     */
    static Process start(Path output) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SurveyProcess.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
