package dev.orograph.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures of one size shown one after the other, over and over. Immutable.
 *
 * @param frames at least one, all of one size
 */
public record Animation(List<Frame> frames) {
    /**
     * One picture.
     *
     * @param milliseconds for how long it is shown, at least 20: browsers show shorter ones for longer
     */
    public record Frame(Figure figure, int milliseconds) {
        public Frame {
            if (milliseconds < 20 || milliseconds > 600_000) {
                throw new IllegalArgumentException(
                        "a frame cannot be shown for " + milliseconds + " milliseconds; give 20 to 600000");
            }
        }
    }

    public Animation {
        frames = List.copyOf(frames);
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("an animation needs at least one frame");
        }
        int width = frames.get(0).figure.width();
        int height = frames.get(0).figure.height();
        for (var frame : frames) {
            if (frame.figure.width() != width || frame.figure.height() != height) {
                throw new IllegalArgumentException("an animation of " + width + " by " + height
                        + " pixels has a frame of " + frame.figure.width() + " by " + frame.figure.height()
                        + "; give all frames one size");
            }
        }
    }

    /** Figures that are each shown for so long. */
    public static Animation of(List<Figure> figures, int milliseconds) {
        return new Animation(
                figures.stream().map(figure -> new Frame(figure, milliseconds)).toList());
    }

    /** Returns a copy whose last frame is shown for so much longer. */
    public Animation withPause(int milliseconds) {
        var all = new ArrayList<>(frames);
        var last = all.remove(all.size() - 1);
        all.add(new Frame(last.figure, last.milliseconds + milliseconds));
        return new Animation(all);
    }
}
