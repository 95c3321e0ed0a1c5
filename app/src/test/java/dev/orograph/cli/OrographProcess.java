package dev.orograph.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, which can be killed, interrupted or given too little room. */
final class OrographProcess {
    /** Far longer than anything here takes, so that a process that hangs fails a test instead of hanging it. */
    private static final int PATIENCE_SECONDS = 120;

    /** Signal 2 in the kernel's mask of signals, which begins with signal 1. */
    private static final long SIGINT_BIT = 2;

    private final Process process;
    private final Path output;

    private OrographProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command; what it prints goes to a file. */
    static OrographProcess start(Path output, Object... arguments) throws IOException {
        return start(List.of(), output, arguments);
    }

    /** Starts it with files limited to {@code blocks} of 512 bytes, which ends as a full disk does. */
    static OrographProcess startWithSmallFiles(int blocks, Path output, Object... arguments) throws IOException {
        return start(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"), output, arguments);
    }

    private static OrographProcess start(List<String> launcher, Path output, Object... arguments) throws IOException {
        var command = new ArrayList<>(launcher);
        command.add(Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin", "java")
                .toString());
        // Starts soonest so; no performance data, for that file would be limited as well.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx512m"));
        command.addAll(List.of("-cp", Objects.requireNonNull(System.getProperty("java.class.path"))));
        command.add(Orograph.class.getName());
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new OrographProcess(process, output);
    }

    long id() {
        return process.pid();
    }

    /** Waits until a file has at least so many bytes, or the process has ended. */
    void awaitSize(Path file, long bytes) throws IOException, InterruptedException {
        while (process.isAlive() && (!Files.exists(file) || Files.size(file) < bytes)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Ends it without warning, as {@code kill -9} does; its status is then 128 + 9. */
    int kill() throws InterruptedException {
        process.destroyForcibly();
        return status();
    }

    /** Asks it to end as Ctrl-C does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + interruption(), Long.toString(id()))
                .start()
                .waitFor();
    }

    /** A process whose parent ignores SIGINT, as tests run in the background do, only hears SIGTERM. */
    private static String interruption() throws IOException {
        var ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElse(0);
        return (ignored & SIGINT_BIT) == 0 ? "INT" : "TERM";
    }

    /** Waits for its end. */
    int status() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("still running after " + PATIENCE_SECONDS + " s: " + text());
        }
        return process.exitValue();
    }

    /** What it printed. */
    String text() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
