package dev.orograph.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Starts a class of the tests in another process. */
final class ForkedJava {
    private ForkedJava() {}

    static Process start(Class<?> main, Object... arguments) throws IOException {
        return start(command(main, arguments));
    }

    /** Starts it with files limited to {@code blocks} of 512 bytes, which ends as a full disk does. */
    static Process startWithSmallFiles(int blocks, Class<?> main, Object... arguments) throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
        command.addAll(command(main, arguments));
        return start(command);
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> command(Class<?> main, Object... arguments) {
        var java = Objects.requireNonNull(System.getProperty("java.home")) + "/bin/java";
        var classes = Objects.requireNonNull(System.getProperty("java.class.path"));
        // no performance data: that file would be limited as well
        var command = new ArrayList<>(List.of(
                java, "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp", classes, main.getName()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }
}
