package dev.orograph.training;

import dev.orograph.objective.CrossEntropy;
import dev.orograph.optimize.Averaging;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.OptimizerTable;
import dev.orograph.optimize.Schedule;
import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import dev.orograph.run.Manifest;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;

/** A training in a process of its own, which can be killed or measured. */
final class TrainingProcess {
    /** Exit status of a measurement of no growth; a process that fails has a smaller one. */
    static final int MEASURED = 100;

    private static final int EPOCHS = 20;
    private static final int TABLE_EPOCHS = 12;

    private TrainingProcess() {}

    /** Begins the training in a run folder, or goes on with it; saves a point as often as it can. */
    static final class Recorded {
        private Recorded() {}

        public static void main(String[] arguments) throws IOException {
            train(Path.of(arguments[0]));
        }
    }

    static void train(Path folder) throws IOException {
        var recipe = DigitTraining.recipe(EPOCHS)
                .withCheckpointEpochs(List.of(0, 7))
                .withAveraging(Averaging.parse("ema:decay=0.95,steps=2"));
        train(folder, recipe, Listener.NONE);
    }

    /** Begins or goes on with one training for every optimizer, all at the same time, each in a folder of its own. */
    static final class RecordedTable {
        private RecordedTable() {}

        public static void main(String[] arguments) throws InterruptedException {
            var problems = trainTable(Path.of(arguments[0]));
            if (!problems.isEmpty()) {
                throw new IllegalStateException(problems.toString());
            }
        }
    }

    /** Gives what went wrong, by optimizer. The trainings keep in step, so that a kill hits all of them half-way. */
    static Map<String, Throwable> trainTable(Path folder) throws InterruptedException {
        var problems = new ConcurrentHashMap<String, Throwable>();
        var together = new Phaser((int) OptimizerTable.rows().count());
        var threads = new ArrayList<Thread>();
        for (var row : OptimizerTable.rows().toList()) {
            var thread = new Thread(() -> {
                try {
                    train(folder(folder, row), recipe(row), new InStep(together));
                } catch (IOException | RuntimeException e) {
                    problems.put(row.toString(), e);
                } finally {
                    together.arriveAndDeregister();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (var thread : threads) {
            thread.join();
        }
        return problems;
    }

    private record InStep(Phaser together) implements Listener {
        @Override
        public void onProgress(Progress progress) {}

        /** Asked before every step. */
        @Override
        public boolean isCancelled() {
            together.arriveAndAwaitAdvance();
            return false;
        }
    }

    /** Where {@link #trainTable} records one optimizer's training. */
    static Path folder(Path folder, OptimizerTable.Row row) {
        return folder.resolve(Long.toString(OptimizerTable.rows().toList().indexOf(row)));
    }

    private static TrainingRecipe recipe(OptimizerTable.Row row) {
        return TrainingRecipe.of(
                        TABLE_EPOCHS,
                        100,
                        OptimizerSettings.parse(row.digits().replace("layers.0.*", "2.*")),
                        new CrossEntropy())
                .withSchedule(Schedule.parse("cosine:warmup=1"))
                .withCheckpointEpochs(List.of(0, 1));
    }

    private static void train(Path folder, TrainingRecipe recipe, Listener listener) throws IOException {
        var run = RunFolder.isRun(folder)
                ? RunFolder.open(folder)
                : RunFolder.create(folder, Manifest.of("train", recipe));
        try (var digits = new DigitTraining();
                var writer = run.writer()) {
            digits.train(recipe, new RunRecorder(writer, Duration.ofMillis(1)), listener);
        }
    }

    /** Trains for 1,000 steps and exits with {@link #MEASURED} and the growth of its resident memory over the last
     * 500, in megabytes. */
    static final class Measured {
        private Measured() {}

        public static void main(String[] arguments) throws IOException {
            var meter = new Meter();
            try (var digits = new DigitTraining()) {
                // 67 epochs of 15 steps
                digits.train(DigitTraining.recipe(67), TrainingRecorder.NONE, meter);
            }
            System.exit(MEASURED + meter.megabytesGrown());
        }
    }

    private static final class Meter implements Listener {
        private final List<Long> kilobytes = new ArrayList<>();

        @Override
        public void onProgress(Progress progress) {}

        /** Asked before every step. */
        @Override
        public boolean isCancelled() {
            kilobytes.add(residentKilobytes());
            return false;
        }

        int megabytesGrown() {
            long kilobytesGrown = kilobytes.get(999) - kilobytes.get(499);
            return (int) Math.max(0, Math.min(99, kilobytesGrown / 1000));
        }

        private static long residentKilobytes() {
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                var line = lines.filter(text -> text.startsWith("VmRSS:"))
                        .findFirst()
                        .orElseThrow();
                return Long.parseLong(line.replaceAll("\\D", ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What a process printed, for the message of a failed assertion. */
    static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one of the classes above in a process whose Java heap has a fixed size; what it prints goes to a file. */
    static Process start(Path output, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The optimising compiler takes megabytes of its own at moments that depend on the machine's load.
        command.addAll(
                List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
