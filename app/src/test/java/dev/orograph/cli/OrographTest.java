package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class OrographTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpSucceedsAndNamesTheExitStatuses() {
        assertThat(run(null, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: orograph").contains("wrong usage");
    }

    /** The library reads descriptions as formats, and warns on the terminal of a sign that stands alone. */
    @Test
    void noHelpTextHasAPercentSignThatStandsAlone() {
        int checked = 0;
        for (var command : Orograph.commandLine().getSubcommands().values()) {
            for (var option : command.getCommandSpec().options()) {
                if (option.userObject() instanceof AnnotatedElement field) {
                    var written = field.getAnnotation(Option.class).description();
                    assertThat(String.join(" ", written).replace("%%", "").replace("%n", ""))
                            .as(command.getCommandName() + " " + option.longestName())
                            .doesNotContain("%");
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void versionNamesTheJavaItRunsOn() {
        assertThat(run(null, "--version")).isZero();
        assertThat(out.toString()).startsWith("Orograph ").contains(System.getProperty("java.version"));
    }

    @Test
    void anUnknownFlagIsAUsageErrorInOneSentence() {
        assertThat(run(null, "--colour")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("orograph: Unknown option: '--colour'")
                .doesNotContain("\tat ");
    }

    @Test
    void noCommandIsAUsageError() {
        assertThat(run(null)).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand").contains("orograph --help");
    }

    @Test
    void aBadArgumentIsAUsageErrorWithItsOwnSentence() {
        assertThat(run(new IllegalArgumentException("points=1: an axis needs at least two"), "fail"))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("orograph: points=1: an axis needs at least two\n");
    }

    @Test
    void aMissingFileIsAFailureThatNamesTheFile() {
        assertThat(run(new UncheckedIOException(new NoSuchFileException("weights.pt")), "fail"))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualToNormalizingNewlines("orograph: no such file: weights.pt\n");
    }

    @Test
    void aFailedWriteIsAFailureWithItsOwnSentence() {
        assertThat(run(new IOException("a.h5: No space left on device"), "fail"))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualToNormalizingNewlines("orograph: a.h5: No space left on device\n");
    }

    @Test
    void anUnexpectedFailureShowsItsStackTraceOnlyWhenVerbose() {
        var failure = new RuntimeException("shape mismatch\nException raised from check at native.cpp");
        assertThat(run(failure, "fail")).isEqualTo(1);
        assertThat(err.toString())
                .contains("shape mismatch")
                .contains("--verbose")
                .doesNotContain("native.cpp");
        assertThat(run(failure, "fail", "--verbose")).isEqualTo(1);
        assertThat(err.toString()).contains("\tat " + OrographTest.class.getName());
    }

    private int run(@Nullable Exception failure, String... arguments) {
        return Orograph.commandLine()
                .addSubcommand(new Failing(failure))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Command(name = "fail")
    private record Failing(@Nullable Exception failure) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            if (failure != null) {
                throw failure;
            }
            return 0;
        }
    }
}
