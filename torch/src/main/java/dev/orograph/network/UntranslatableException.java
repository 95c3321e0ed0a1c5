package dev.orograph.network;

/** A TorchScript graph holds something for which programs have no layer; the message begins with the operator. */
final class UntranslatableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UntranslatableException(String message) {
        super(message);
    }

    UntranslatableException(String message, Throwable cause) {
        super(message, cause);
    }
}
