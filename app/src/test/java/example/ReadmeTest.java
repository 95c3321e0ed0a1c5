package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path ROOT = Path.of("..");

    @Test
    void theJavaExampleOfTheReadmeRuns(@TempDir Path folder) throws IOException {
        MapDigits.map(folder.resolve("run"), 1);
        assertThat(folder.resolve("run/landscape.png")).isNotEmptyFile();
    }

    @Test
    void theReadmeShowsTheExampleThatIsCompiled() throws IOException {
        var source = Files.readString(ROOT.resolve("app/src/test/java/example/MapDigits.java"));
        var example = source.substring(
                        source.indexOf("// begin\n") + "// begin\n".length(), source.indexOf("    // end"))
                .lines()
                .map(line -> line.isBlank() ? "" : line.substring(4))
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains(example);
    }

    @Test
    void theReadmeShowsThePythonThatIsTried() throws IOException {
        var script =
                Files.readString(ROOT.resolve("bench/crosscheck/read_run.py")).strip();
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains(script);
    }
}
