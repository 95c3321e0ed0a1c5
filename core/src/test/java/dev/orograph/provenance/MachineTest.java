package dev.orograph.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @Test
    void describesThisMachine() {
        var entries = Machine.current().provenance().entries();
        assertThat(entries)
                .containsEntry("machine.architecture", System.getProperty("os.arch"))
                .containsEntry(
                        "machine.cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        assertThat(entries.get("version.java")).startsWith(System.getProperty("java.version"));
        assertThat(entries.get("machine.processor")).isNotBlank();
    }

    @Test
    void knowsItsOwnVersion() {
        assertThat(OrographVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void readsTheProcessorsNameWhereItIsTold(@TempDir Path folder) throws IOException {
        var file = Files.writeString(
                folder.resolve("cpuinfo"),
                "processor\t: 0\nmodel\t\t: 1\nmodel name\t: Abacus 9\nmodel name\t: other\n");
        assertThat(Machine.processor(file, "amd64")).isEqualTo("Abacus 9");
        assertThat(Machine.processor(Files.writeString(file, "Hardware : x\n"), "aarch64"))
                .isEqualTo("aarch64");
        assertThat(Machine.processor(folder.resolve("none"), "aarch64")).isEqualTo("aarch64");
    }
}
