package dev.orograph.landscape;

import dev.orograph.tensor.Layout;

/**
 * One parameter by name, such as {@code layers.0.weight[5]} or {@code bias}.
 *
 * @param block name of its block
 * @param index position inside the block, row-major
 */
public record Coordinate(String block, long index) {
    /**
     * Reads {@code name} (the first element) or {@code name[index]}.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static Coordinate parse(String text) {
        int bracket = text.indexOf('[');
        if (bracket < 0) {
            return new Coordinate(text, 0);
        }
        if (!text.endsWith("]")) {
            throw malformed(text);
        }
        try {
            return new Coordinate(
                    text.substring(0, bracket), Long.parseLong(text.substring(bracket + 1, text.length() - 1)));
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "parameter '" + text + "' is malformed; write block[index], as in layers.0.weight[5]");
    }

    /** Index in the flat vector. */
    long position(Layout layout) {
        var found = layout.block(block);
        if (index < 0 || index >= found.elements()) {
            throw new IllegalArgumentException("parameter " + this + " does not exist: block " + block + " has "
                    + found.elements() + " elements, counted from 0");
        }
        return found.offset() + index;
    }

    @Override
    public String toString() {
        return block + "[" + index + "]";
    }
}
