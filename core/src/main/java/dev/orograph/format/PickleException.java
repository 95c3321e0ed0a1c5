package dev.orograph.format;

/** Why a pickle cannot be read, as a predicate for a sentence that starts with the file's name. */
final class PickleException extends Exception {
    private static final long serialVersionUID = 1;

    PickleException(String message) {
        super(message);
    }
}
