package dev.orograph.data;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Data that lies beside the classes of this package. */
final class Resource {
    private Resource() {}

    static InputStream open(String name) throws IOException {
        var stream = Resource.class.getResourceAsStream(name);
        if (stream == null) {
            throw new FileNotFoundException(name + " is missing from this installation; build it again");
        }
        return stream;
    }
}
