package dev.orograph.cli;

import dev.orograph.measurement.Surface;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** Which slice of a surface is meant. */
final class SliceOption {
    private static final String LETTERS = "xyz";

    @Option(
            names = "--slice",
            paramLabel = "AXIS=POINT",
            description = "A slice across an axis, its points counted from 0, as in z=3; may be repeated.")
    private List<String> slices = List.of();

    boolean isGiven() {
        return !slices.isEmpty();
    }

    /**
     * The slice that was asked for, or the surface itself.
     *
     * @throws IllegalArgumentException if it has no such axis or point
     */
    Surface of(Surface surface) {
        var slice = surface;
        for (var text : slices) {
            int sign = text.indexOf('=');
            try {
                slice = slice.slice(
                        dimension(text.substring(0, Math.max(0, sign)), slice),
                        Integer.parseInt(text.substring(sign + 1).strip()));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "--slice=" + text + " names no point of an axis; write AXIS=POINT, as in z=3", e);
            }
        }
        return slice;
    }

    /** The axis of that name, or else the one that the letter stands for. */
    private static int dimension(String name, Surface surface) {
        var axes = surface.grid().axes();
        return IntStream.range(0, axes.size())
                .filter(d -> axes.get(d).name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    int letter = name.length() == 1 ? LETTERS.indexOf(name.charAt(0)) : -1;
                    if (letter < 0 || letter >= axes.size()) {
                        throw new IllegalArgumentException("the surface has no axis '" + name + "'; it has "
                                + String.join(
                                        ", ",
                                        axes.stream().map(axis -> axis.name()).toList()));
                    }
                    return letter;
                });
    }
}
