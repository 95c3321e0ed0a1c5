package dev.orograph.network;

import java.io.Serial;

/** Says that a layer cannot take what the one before gives. */
final class UnsuitableInputException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1;

    UnsuitableInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
