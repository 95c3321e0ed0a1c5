package dev.orograph.figure;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Progress;
import java.util.ArrayList;

/**
 * Turns animations into GIF files that repeat for ever. All frames share one palette; of each frame only what differs
 * from the one before is stored. Needs no display and no font.
 */
public final class Gif {
    /** One of 256 entries stands for "as before". */
    private static final int MOST_COLORS = 255;

    /** Beyond this the frames, which are held at once, would need more than a gigabyte. */
    private static final long MOST_PIXELS = 250_000_000;

    private Gif() {}

    /** The animation as a file. */
    public static byte[] render(Animation animation, double scale) {
        return render(animation, scale, Listener.NONE);
    }

    /**
     * The animation as a file.
     *
     * @param scale pixels of the images per pixel of the figures
     * @param listener told of every frame that is painted; cancelling it ends the animation after that frame
     * @throws IllegalArgumentException if the animation would have too many pixels
     */
    public static byte[] render(Animation animation, double scale, Listener listener) {
        var frames = animation.frames();
        var first = frames.get(0).figure();
        double pixels = first.width() * scale * first.height() * scale * frames.size();
        if (!(pixels <= MOST_PIXELS)) {
            throw new IllegalArgumentException("an animation of " + frames.size() + " frames of "
                    + Math.round(first.width() * scale) + " by " + Math.round(first.height() * scale)
                    + " pixels is too large; choose fewer frames or a smaller size");
        }
        var counts = new ColorCounts();
        var images = new ArrayList<int[]>();
        int width = 0;
        int height = 0;
        for (var frame : frames) {
            var image = Png.image(frame.figure().toSvg(), scale);
            width = image.getWidth();
            height = image.getHeight();
            var colors = image.getRGB(0, 0, width, height, null, 0, width);
            counts.add(colors);
            images.add(colors);
            listener.onProgress(new Progress("drawing", images.size(), frames.size(), "frame", ""));
            if (listener.isCancelled()) {
                break;
            }
        }
        try (var file = new GifFile(width, height, Palette.of(counts, MOST_COLORS), description(first))) {
            for (int i = 0; i < images.size(); i++) {
                file.append(images.get(i), frames.get(i).milliseconds());
            }
            return file.finish();
        }
    }

    private static String description(Figure figure) {
        var text = new StringBuilder("Orograph");
        figure.provenance()
                .entries()
                .forEach((key, value) ->
                        text.append("\n").append(key).append(": ").append(value));
        return text.toString();
    }
}
