package dev.orograph.figure;

/**
 * The outline of one character in font units, y growing downwards from the baseline.
 *
 * @param advance distance to the next character
 * @param left of the ink
 * @param top of the ink, negative above the baseline
 * @param right of the ink
 * @param bottom of the ink
 * @param startX where the outline begins
 * @param startY where the outline begins
 * @param outline the rest of the outline as relative SVG path commands; empty for a space
 */
record Glyph(int advance, int left, int top, int right, int bottom, int startX, int startY, String outline) {}
