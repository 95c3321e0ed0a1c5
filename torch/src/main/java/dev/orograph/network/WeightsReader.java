package dev.orograph.network;

import dev.orograph.array.NamedArrays;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the parameters and state of a network from a file of whatever kind. */
@FunctionalInterface
public interface WeightsReader {
    /**
     * All blocks of a file by name.
     *
     * @throws IOException if it cannot be read; the message names it
     */
    NamedArrays read(Path file) throws IOException;
}
