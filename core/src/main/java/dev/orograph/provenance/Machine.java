package dev.orograph.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What kind of machine and Java a result was made on. Results are promised to agree to the bit only between machines
 * of one kind.
 *
 * @param java version and vendor
 * @param system operating system and its version
 * @param architecture such as {@code amd64}
 * @param processor the model's name where the system tells it, else the architecture
 * @param cores processors available to this Java
 */
public record Machine(String java, String system, String architecture, String processor, int cores) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** The machine that this is running on. */
    public static Machine current() {
        var architecture = System.getProperty("os.arch", "unknown");
        return new Machine(
                System.getProperty("java.version", "unknown") + " (" + System.getProperty("java.vendor", "unknown")
                        + ")",
                System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", "unknown"),
                architecture,
                processor(CPU_INFO, architecture),
                Runtime.getRuntime().availableProcessors());
    }

    /** The model's name from a file like {@code /proc/cpuinfo}, or {@code otherwise} if it is not told there. */
    static String processor(Path cpuInfo, String otherwise) {
        if (!Files.isReadable(cpuInfo)) {
            return otherwise;
        }
        try (var lines = Files.lines(cpuInfo)) {
            return lines.filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            // a processor whose name cannot be read is described as one that has none
            return otherwise;
        }
    }

    /** This machine and this Orograph as entries of a result's provenance. */
    public Provenance provenance() {
        return Provenance.NONE
                .with("version.orograph", OrographVersion.current())
                .with("version.java", java)
                .with("machine.system", system)
                .with("machine.architecture", architecture)
                .with("machine.processor", processor)
                .with("machine.cores", cores);
    }
}
