package dev.orograph.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;

/** How much memory this process really occupies, native memory included. */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /** Resident bytes now. */
    public static long now() throws IOException {
        return Files.exists(STATUS) ? field("VmRSS:") : Pointer.physicalBytes();
    }

    /** Largest number of resident bytes so far; the present one where the system does not tell. */
    public static long peak() throws IOException {
        return Files.exists(STATUS) ? field("VmHWM:") : Pointer.physicalBytes();
    }

    private static long field(String name) throws IOException {
        for (var line : Files.readAllLines(STATUS)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException(STATUS + " has no line " + name);
    }
}
