package dev.orograph.data;

import java.util.Arrays;

/** The characters (Unicode code points) of a text, numbered from 0 in Unicode's order. Immutable. */
public final class Vocabulary {
    private final int[] characters;

    private Vocabulary(int[] characters) {
        this.characters = characters;
    }

    /** The characters that occur in a text. */
    public static Vocabulary of(String text) {
        return new Vocabulary(text.codePoints().sorted().distinct().toArray());
    }

    /** Number of characters. */
    public int size() {
        return characters.length;
    }

    /**
     * The numbers of a text's characters.
     *
     * @throws IllegalArgumentException if one is not among these; the sentence names it
     */
    public int[] encode(String text) {
        return text.codePoints().map(this::number).toArray();
    }

    private int number(int character) {
        int number = Arrays.binarySearch(characters, character);
        if (number < 0) {
            throw new IllegalArgumentException("the character '" + Character.toString(character)
                    + "' does not occur in the text that the network learned, so it has no number for it");
        }
        return number;
    }

    /** Whether a character occurs. */
    public boolean contains(int character) {
        return Arrays.binarySearch(characters, character) >= 0;
    }

    /**
     * The text of numbers.
     *
     * @param numbers each at least 0 and below {@link #size}
     */
    public String decode(int... numbers) {
        var text = new StringBuilder();
        for (int number : numbers) {
            text.appendCodePoint(characters[number]);
        }
        return text.toString();
    }
}
