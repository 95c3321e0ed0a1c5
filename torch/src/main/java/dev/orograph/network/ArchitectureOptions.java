package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an architecture is made for and what was asked of it, as text by name; what is not among the parameters keeps the
 * architecture's default.
 *
 * @param input shape of one sample, such as 3×32×32
 * @param outputs number of classes or of output values
 * @param parameters such as {@code widths} → {@code 256,128}
 */
public record ArchitectureOptions(Shape input, long outputs, Map<String, String> parameters) {
    public ArchitectureOptions {
        if (input.rank() == 0 || input.elements() == 0) {
            throw new IllegalArgumentException("samples of shape " + input + " hold nothing a network could read");
        }
        if (outputs < 1) {
            throw new IllegalArgumentException("outputs " + outputs + " must be at least 1");
        }
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Defaults everywhere. */
    public static ArchitectureOptions of(Shape input, long outputs) {
        return new ArchitectureOptions(input, outputs, Map.of());
    }

    /** The same with one more parameter set. */
    public ArchitectureOptions with(String name, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new ArchitectureOptions(input, outputs, more);
    }

    /** Channels of the input images; 1 for images without a dimension of their own for them. */
    long channels() {
        return input.rank() == 3 ? input.size(0) : 1;
    }

    /** Number of values that leave these layers. */
    long featuresAfter(Layer layers) {
        return Program.of(layers, input).output().elements();
    }

    List<Long> sizes(String name, List<Long> fallback) {
        return read(
                name,
                fallback,
                "numbers separated by commas, such as 256,128",
                text -> text.isBlank()
                        ? List.of()
                        : Stream.of(text.split(",", -1))
                                .map(size -> positive(Long.parseLong(size.strip())))
                                .toList());
    }

    long size(String name, long fallback) {
        return read(name, fallback, "a whole number of at least 1", text -> positive(Long.parseLong(text.strip())));
    }

    double share(String name, double fallback) {
        return read(name, fallback, "a number of at least 0 and below 1", text -> {
            double value = Double.parseDouble(text.strip());
            Masks.requireShare(value);
            return value;
        });
    }

    boolean flag(String name, boolean fallback) {
        return read(
                name, fallback, "true or false", text -> switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                });
    }

    String word(String name, String fallback) {
        return parameters.getOrDefault(name, fallback).strip();
    }

    private static long positive(long value) {
        if (value < 1) {
            throw new IllegalArgumentException("not positive");
        }
        return value;
    }

    private <T> T read(String name, T fallback, String wanted, Function<String, T> reader) {
        var text = parameters.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("model parameter " + name + "=" + text + " must be " + wanted, e);
        }
    }
}
