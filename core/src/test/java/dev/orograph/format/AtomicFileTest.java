package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private static AtomicFile.Content text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void assertNothingTemporaryIsLeft() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(AtomicFile.TEMPORARY_PREFIX));
        }
    }

    @Test
    void writesANewFileAndReplacesAnOldOne() throws IOException {
        var file = folder.resolve("a.txt");
        AtomicFile.write(file, text("first"));
        assertThat(file).hasContent("first");
        AtomicFile.write(file, text("second"));
        assertThat(file).hasContent("second");
        assertNothingTemporaryIsLeft();
    }

    @Test
    void theFileIsNotVisibleBeforeItIsComplete() throws IOException {
        var file = folder.resolve("a.txt");
        AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            out.flush();
            assertThat(file).doesNotExist();
        });
        assertThat(file).hasSize(1 << 20);
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        var file = folder.resolve("a.txt");
        AtomicFile.write(file, text("old"));
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write " + file + ": No space left on device; the file there is unchanged");
        assertThat(file).hasContent("old");
        assertNothingTemporaryIsLeft();
    }

    @Test
    void aBugInTheContentLeavesNothingEither() throws IOException {
        var file = folder.resolve("a.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).doesNotExist();
        assertNothingTemporaryIsLeft();
    }

    @Test
    void namesAMissingFolder() {
        var file = folder.resolve("none/a.txt");
        assertThatThrownBy(() -> AtomicFile.write(file, text("x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no folder " + folder.resolve("none"));
    }

    @Test
    void refusesToReplaceAFolder() {
        assertThatThrownBy(() -> AtomicFile.write(folder, text("x")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void writesFromAnInterruptedThread() throws IOException {
        var file = folder.resolve("a.txt");
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, text("x"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(file).hasContent("x");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void followsASymbolicLink() throws IOException {
        var file = folder.resolve("real.txt");
        AtomicFile.write(file, text("old"));
        var link = Files.createSymbolicLink(folder.resolve("link.txt"), file);
        AtomicFile.write(link, text("new"));
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(file).hasContent("new");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDeviceIsReportedByName() {
        var full = Path.of("/dev/full");
        assertThatThrownBy(() -> AtomicFile.write(full, text("x")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write /dev/full: No space left on device");
        assertThat(Files.isRegularFile(full)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aLibraryThatOpensFilesItselfMustNotReplaceADevice() {
        assertThatThrownBy(() -> AtomicFile.create(Path.of("/dev/full"), temporary -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a regular file");
    }
}
