package dev.orograph.format;

import dev.orograph.array.NamedArrays;
import java.io.IOException;

/**
 * The blocks of a file that is open: their bytes are read when they are asked for, so that none of them need be in
 * memory. They can be asked for until this is closed. Belongs to one thread.
 */
public final class ArrayFile implements AutoCloseable {
    private final NamedArrays arrays;
    private final FileBytes bytes;

    ArrayFile(NamedArrays arrays, FileBytes bytes) {
        this.arrays = arrays;
        this.bytes = bytes;
    }

    public NamedArrays arrays() {
        return arrays;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
