package dev.orograph.network;

/**
 * Height and width of a window, of its steps or of its margins.
 *
 * @param height at least 0
 * @param width at least 0
 */
public record Extent(long height, long width) {
    /** No margin. */
    public static final Extent NONE = new Extent(0, 0);

    public Extent {
        if (height < 0 || width < 0) {
            throw new IllegalArgumentException("extent " + height + "×" + width + " must not be negative");
        }
    }

    public static Extent square(long side) {
        return new Extent(side, side);
    }

    /** Height, then width. */
    public long[] sizes() {
        return new long[] {height, width};
    }

    @Override
    public String toString() {
        return height + "×" + width;
    }
}
