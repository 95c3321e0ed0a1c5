package dev.orograph.figure;

import java.util.List;

/**
 * A figure with everything in its place.
 *
 * @param page the whole page, from (0, 0)
 * @param texts every line of text with its box; no two overlap and all lie on the page
 * @param svg the document
 */
public record FigureLayout(Box page, List<TextBox> texts, String svg) {
    public FigureLayout {
        texts = List.copyOf(texts);
    }
}
