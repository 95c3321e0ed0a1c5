package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExportGuideTest {
    @Test
    void theDocumentationShowsTheVeryLinesOfTheHelpPage() throws IOException {
        assertThat(Files.readString(Path.of("../docs/pytorch.md")))
                .contains("```python\n" + ExportGuide.python() + "```");
    }
}
