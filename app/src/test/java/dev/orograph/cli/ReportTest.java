package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.report.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a run that the commands can make. */
class ReportTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void thePageNeedsNothingButItself() throws IOException {
        var page = Files.readString(RunReport.write(CommandLineFixture.finishedRun(folder.resolve("a<b"))));
        assertThat(page)
                .contains("<svg")
                .contains("92.33 %")
                .contains("practically at right angles")
                .contains("orograph train --manifest run.json")
                .contains("a&lt;b")
                .doesNotContain("a<b")
                .doesNotContain("<script")
                .doesNotContain("src=")
                .doesNotContain("href=")
                .doesNotContain("@import")
                .doesNotContain("url(");
        assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
    }

    @Test
    void aDamagedSurfaceCostsNeitherPageNorShow() throws IOException {
        var run = CommandLineFixture.finishedRun(folder.resolve("run"));
        Files.writeString(run.surfaceFile("plane"), "no surface");
        assertThat(Files.readString(RunReport.write(run)))
                .contains("This surface cannot be read")
                .contains("Settings");
        var cli = new CommandLineFixture();
        assertThat(cli.run("show", run.path())).isZero();
        assertThat(cli.out()).contains("unreadable: ").contains("batchSize: 256");
    }
}
