package dev.orograph.network;

import dev.orograph.array.Shape;

/** What layers of sequences ask of their input. */
final class Tokens {
    private Tokens() {}

    /** Refuses anything but a sequence [length, width]. */
    static void require(Shape input, long width) {
        if (input.rank() != 2 || input.size(1) != width) {
            throw new IllegalArgumentException(
                    "it takes a sequence [length, " + width + "], " + width + " numbers a token, not " + input);
        }
    }

    /** Refuses anything but a sequence [length, width] of any width. */
    static void require(Shape input) {
        if (input.rank() != 2) {
            throw new IllegalArgumentException("it takes a sequence [length, width], not " + input);
        }
    }
}
