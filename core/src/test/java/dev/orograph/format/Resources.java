package dev.orograph.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files under {@code src/test/resources}; their origin is told in the README beside them. */
final class Resources {
    private Resources() {}

    /** A copy of the resource in {@code folder}, under its own name. */
    static Path copy(String name, Path folder) throws IOException {
        var target = folder.resolve(name);
        Files.write(target, bytes(name));
        return target;
    }

    static byte[] bytes(String name) throws IOException {
        try (var in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no test resource " + name);
            }
            return in.readAllBytes();
        }
    }
}
