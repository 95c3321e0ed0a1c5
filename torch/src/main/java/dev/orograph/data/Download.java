package dev.orograph.data;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A file to fetch.
 *
 * @param fileName name under which it is kept
 * @param addresses where it is offered, tried in order
 * @param digest what its publisher states; empty if nothing is published
 */
public record Download(String fileName, List<URI> addresses, Optional<FileDigest> digest) {
    public Download {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("download of " + fileName + " needs an address");
        }
        if (fileName.isEmpty() || fileName.contains("/") || fileName.contains("\\") || fileName.startsWith(".")) {
            throw new IllegalArgumentException("download needs a plain file name, not '" + fileName + "'");
        }
    }
}
