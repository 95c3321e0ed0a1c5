package dev.orograph.cli;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.DirectionBlocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Directions as blocks named {@code x.…} and {@code y.…}, the form that {@code landscape --dir-file} reads too. */
final class NamedDirections {
    private static final String X = "x.";
    private static final String Y = "y.";
    private static final String EXTRA = "extra.";

    private NamedDirections() {}

    static NamedArrays toArrays(DirectionBlocks directions) {
        var blocks = new ArrayList<NamedArray>();
        directions.x().forEach(block -> blocks.add(block.renamed(X + block.name())));
        directions.y().forEach(block -> blocks.add(block.renamed(Y + block.name())));
        directions.extras().forEach((name, values) -> {
            var numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
            blocks.add(NamedArray.of(EXTRA + name, Shape.of(numbers.length), numbers));
        });
        return NamedArrays.of(blocks);
    }

    /**
     * The directions in blocks so named.
     *
     * @throws IllegalArgumentException if there are none
     * @throws IOException naming the file, if they do not belong together
     */
    static DirectionBlocks of(Path file, NamedArrays arrays) throws IOException {
        var x = withPrefix(arrays, X);
        if (x.isEmpty()) {
            throw new IllegalArgumentException(
                    "weights cannot become h5; choose safetensors or pt (directions would have blocks named 'x.…')");
        }
        var extras = new LinkedHashMap<String, List<Double>>();
        for (var block : withPrefix(arrays, EXTRA)) {
            var numbers = new ArrayList<Double>();
            for (double value : block.toDoubles()) {
                numbers.add(value);
            }
            extras.put(block.name(), numbers);
        }
        try {
            return new DirectionBlocks(x, withPrefix(arrays, Y), extras);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no valid directions: " + e.getMessage(), e);
        }
    }

    private static List<NamedArray> withPrefix(NamedArrays arrays, String prefix) {
        return arrays.blocks().stream()
                .filter(block -> block.name().startsWith(prefix))
                .map(block -> block.renamed(block.name().substring(prefix.length())))
                .toList();
    }
}
