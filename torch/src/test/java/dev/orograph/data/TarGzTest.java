package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarGzTest {
    @TempDir
    Path directory;

    private void extract(byte[] archive) throws IOException {
        TarGz.extract(Files.write(directory.resolve("x.tar.gz"), archive), directory.resolve("out"));
    }

    @Test
    void unpacksFilesOfAnyLength() throws IOException {
        var block = new byte[512];
        Arrays.fill(block, (byte) 7);
        extract(new TarFixture()
                .entry("pax", 'x', new byte[20])
                .folder("a/")
                .file("a/none", new byte[0])
                .file("a/block", block)
                .file("./a/b/one", new byte[] {9})
                .gzip());
        assertThat(directory.resolve("out/a/none")).isEmptyFile();
        assertThat(directory.resolve("out/a/block")).hasBinaryContent(block);
        assertThat(directory.resolve("out/a/b/one")).hasBinaryContent(new byte[] {9});
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped", "/tmp/orograph-escaped", "a/../../escaped", "..", ""})
    void refusesToLeaveItsFolder(String name) throws IOException {
        var archive = new TarFixture().file(name, new byte[] {1}).gzip();
        assertThatThrownBy(() -> extract(archive))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("holds '" + name + "', which lies outside of");
        assertThat(directory).isDirectoryNotContaining("glob:**/*escaped*");
    }

    @ParameterizedTest
    @ValueSource(chars = {'1', '2', '3', 'L'})
    void refusesLinksAndDevices(char type) {
        var archive = new TarFixture().entry("link", type, new byte[0]).gzip();
        assertThatThrownBy(() -> extract(archive)).hasMessageContaining("which is neither file nor folder");
    }

    @Test
    void refusesDamagedArchives() {
        var fixture = new TarFixture().file("a", new byte[2000]);
        var truncated = IdxFixture.gzip(Arrays.copyOf(fixture.tar(), 1500));
        assertThatThrownBy(() -> extract(truncated)).hasMessageContaining("x.tar.gz is damaged or truncated");
        var cut = Arrays.copyOf(fixture.gzip(), 30);
        assertThatThrownBy(() -> extract(cut)).hasMessageContaining("x.tar.gz is damaged or truncated");
        var changed = fixture.tar();
        changed[0] = 'b';
        assertThatThrownBy(() -> extract(IdxFixture.gzip(changed)))
                .hasMessageContaining("a header has a wrong checksum");
        assertThatThrownBy(() -> extract(new byte[] {1, 2, 3})).hasMessageContaining("x.tar.gz is damaged");
        assertThat(directory.resolve("out/a")).doesNotExist();
    }
}
