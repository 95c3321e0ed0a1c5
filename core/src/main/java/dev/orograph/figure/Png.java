package dev.orograph.figure;

import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns figures into pixels. Needs no display and no font. */
public final class Png {
    private static final DocumentLimits LIMITS = new DocumentLimits(30, 30, 2_000_000);
    private static final int MOST_PIXELS = 200_000_000;

    private Png() {}

    /**
     * The figure as a PNG file, with title, caption and provenance as text chunks.
     *
     * @param scale pixels of the image per pixel of the figure, such as 2 for a sharp screen
     */
    public static byte[] render(Figure figure, double scale) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("Software", "Orograph");
        if (!figure.title().isBlank()) {
            texts.put("Title", figure.title());
        }
        if (!figure.caption().isBlank()) {
            texts.put("Description", figure.caption());
        }
        texts.putAll(figure.provenance().entries());
        return render(figure.toSvg(), scale, texts);
    }

    /**
     * An SVG document as a PNG file.
     *
     * @param svg with its width and height in pixels
     * @param scale pixels of the image per pixel of the document, greater than 0
     * @param texts written as text chunks, key by key
     * @throws IllegalArgumentException if the document cannot be drawn or the image would be too large
     */
    public static byte[] render(String svg, double scale, Map<String, String> texts) {
        return PngFile.encode(image(svg, scale), texts);
    }

    /** The pixels of an SVG document. */
    static BufferedImage image(String svg, double scale) {
        var document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.builder().documentLimits(LIMITS).build());
        if (document == null) {
            throw new IllegalArgumentException("the SVG document of " + svg.length()
                    + " characters cannot be drawn; it is not well-formed or has more than " + LIMITS.maxPathCount()
                    + " paths");
        }
        double width = document.size().width * scale;
        double height = document.size().height * scale;
        if (!(width >= 1) || !(height >= 1) || width * height > MOST_PIXELS) {
            throw new IllegalArgumentException("scale " + scale + " makes an image of " + Math.round(width) + " by "
                    + Math.round(height) + " pixels; choose one that gives 1 to " + MOST_PIXELS + " pixels in all");
        }
        var image = new BufferedImage((int) Math.round(width), (int) Math.round(height), BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            prepare(graphics, image);
            document.renderWithPlatform(
                    NullPlatformSupport.INSTANCE, graphics, new ViewBox(0, 0, image.getWidth(), image.getHeight()));
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static void prepare(Graphics2D graphics, BufferedImage image) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        graphics.setColor(java.awt.Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    }
}
