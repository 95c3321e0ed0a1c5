package dev.orograph.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AppendFileTest {
    @TempDir
    Path folder;

    @Test
    void cutsOffWhatIsBehindTheGivenLength() throws IOException {
        var path = Files.writeString(folder.resolve("file"), "keep, lose");
        try (var file = AppendFile.open(path, 4)) {
            file.append("ing".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(path).hasContent("keeping");
    }

    @Test
    void writesInAnInterruptedThread() throws IOException {
        var path = folder.resolve("file");
        try (var file = AppendFile.open(path, 0)) {
            Thread.currentThread().interrupt();
            file.append(new byte[1]);
            file.force();
            assertThat(Thread.interrupted()).isTrue();
            file.append(new byte[1]);
        }
        assertThat(path).hasSize(2);
    }

    @Test
    void namesAFolderThatIsMissing() {
        assertThatThrownBy(() -> AppendFile.open(folder.resolve("none/file"), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none");
    }

    /** Linux has a device that is always full. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatTheDiskIsFull() throws IOException {
        var path = Path.of("/dev/full");
        try (var file = new AppendFile(path, new RandomAccessFile(path.toFile(), "rw"), 0)) {
            assertThatThrownBy(() -> file.append(new byte[8]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write to /dev/full: ");
            assertThatThrownBy(() -> file.append(new byte[8]))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/dev/full");
        }
    }
}
