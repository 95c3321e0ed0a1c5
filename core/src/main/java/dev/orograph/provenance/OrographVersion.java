package dev.orograph.provenance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The version of Orograph that is running; the build writes it into a resource. */
public final class OrographVersion {
    private OrographVersion() {}

    /** Such as {@code 0.1.0} or {@code 0.2.0-SNAPSHOT}. */
    public static String current() {
        var properties = new Properties();
        try (var in = OrographVersion.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(in, "the resource version.properties is missing from the build"));
        } catch (IOException e) {
            throw new UncheckedIOException("the version of Orograph could not be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
