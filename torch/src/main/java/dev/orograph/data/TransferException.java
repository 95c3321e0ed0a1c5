package dev.orograph.data;

import java.io.IOException;

/** A transfer that failed on the network's side; the message continues a sentence that starts with the address. */
final class TransferException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean worthRepeating;

    TransferException(String message, boolean worthRepeating) {
        super(message);
        this.worthRepeating = worthRepeating;
    }

    TransferException(String message, Throwable cause) {
        super(message, cause);
        this.worthRepeating = true;
    }

    /** Whether the same request may succeed later. */
    boolean isWorthRepeating() {
        return worthRepeating;
    }
}
