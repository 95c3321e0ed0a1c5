package dev.orograph.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where data sets lie. */
public final class DataDirectory {
    /** Environment variable that names the folder of all data sets. */
    public static final String VARIABLE = "OROGRAPH_DATA";

    private DataDirectory() {}

    /**
     * The folder chosen explicitly, else the one the environment names in {@value #VARIABLE}, else
     * {@code .orograph/data} in the home folder.
     */
    public static Path resolve(Optional<Path> chosen, Map<String, String> environment, Path home) {
        if (chosen.isPresent()) {
            return chosen.get();
        }
        var named = environment.getOrDefault(VARIABLE, "");
        return named.isBlank() ? home.resolve(".orograph").resolve("data") : Path.of(named);
    }

    /** As {@link #resolve(Optional, Map, Path)} with this process's environment and home folder. */
    public static Path resolve(Optional<Path> chosen) {
        return resolve(chosen, System.getenv(), Path.of(System.getProperty("user.home")));
    }
}
