package dev.orograph.landscape;

import dev.orograph.landscape.DirectionRecipe.Downhill;
import dev.orograph.landscape.DirectionRecipe.Eigenvector;
import dev.orograph.landscape.DirectionRecipe.InFile;
import dev.orograph.landscape.DirectionRecipe.Moment;
import dev.orograph.landscape.DirectionRecipe.Parameter;
import dev.orograph.landscape.DirectionRecipe.Principal;
import dev.orograph.landscape.DirectionRecipe.Random;
import dev.orograph.landscape.DirectionRecipe.Rescaled;
import dev.orograph.landscape.DirectionRecipe.Same;
import dev.orograph.landscape.DirectionRecipe.Towards;
import dev.orograph.optimize.MomentKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A direction as one word, {@code KIND[:VALUE][#INDEX][+NORMALISATION[+RANK-ONE]]}. */
final class DirectionText {
    private static final Pattern WORD = Pattern.compile("(?<kind>[a-z-]+)(:(?<value>.*?))?(#(?<index>\\d{1,9}))?"
            + "(\\+(?<norm>" + choices(Normalization.values()) + ")"
            + "(\\+(?<rank>" + choices(RankOnePolicy.values()) + "|biasbn))?)?");

    private final String text;
    private final String value;
    private final @Nullable Integer index;

    private DirectionText(String text, String value, @Nullable Integer index) {
        this.text = text;
        this.value = value;
        this.index = index;
    }

    private static String choices(Object[] words) {
        return Arrays.stream(words).map(Object::toString).collect(Collectors.joining("|"));
    }

    static DirectionRecipe parse(String text, Random preset) {
        var match = WORD.matcher(text);
        if (!match.matches()) {
            throw unknown(text);
        }
        var index = match.group("index");
        var value = Optional.ofNullable(match.group("value")).orElse("");
        var parts = new DirectionText(text, value, index == null ? null : Integer.valueOf(index));
        var normalization = Optional.ofNullable(match.group("norm")).map(Normalization::parse);
        var rankOne = Optional.ofNullable(match.group("rank"))
                .map(RankOnePolicy::parse)
                .orElse(preset.rankOne());
        if (match.group("kind").equals("random")) {
            return parts.random(preset, normalization.orElse(preset.normalization()), rankOne);
        }
        var plain = match.group("kind").equals("hessian")
                ? new Eigenvector(parts.number(), parts.seed(preset))
                : parts.plain(match.group("kind"));
        return normalization.isEmpty() ? plain : new Rescaled(plain, normalization.get(), rankOne);
    }

    private Random random(Random preset, Normalization normalization, RankOnePolicy rankOne) {
        return new Random(seed(preset), index == null ? preset.stream() : index, normalization, rankOne);
    }

    private long seed(Random preset) {
        if (value.isEmpty()) {
            return preset.seed();
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "direction '" + text + "': the seed '" + value + "' is not a whole number", e);
        }
    }

    private DirectionRecipe plain(String kind) {
        return switch (kind) {
            case "file" -> new InFile(required("a file of directions, as in file:directions.h5#0"), number());
            case "to" -> new Towards(unnumbered("a file of weights, as in to:other.safetensors"));
            case "parameter" -> new Parameter(unnumbered("a parameter, as in parameter:layers.0.bias[3]"));
            case "pca" -> new Principal(checkpoints(), number(), false);
            case "pca-biasbn" -> new Principal(checkpoints(), number(), true);
            case "moment" -> moment();
            case "gradient" -> bare(new Downhill());
            case "same" -> bare(new Same());
            default -> throw unknown(text);
        };
    }

    private int number() {
        return index == null ? 0 : index;
    }

    private List<String> checkpoints() {
        return List.of(required("the files of checkpoints, as in pca:a.safetensors,b.safetensors#0")
                .split(","));
    }

    private Moment moment() {
        var parts = unnumbered("a moment and the optimizer's file, as in moment:first:FILE")
                .split(":", 2);
        var kind = MomentKind.parse(parts[0]);
        if (parts.length < 2 || parts[1].isEmpty()) {
            throw new IllegalArgumentException("direction '" + text
                    + "' names no file with the optimizer's state; write it as in moment:first:FILE");
        }
        return new Moment(kind, parts[1]);
    }

    private String required(String what) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("direction '" + text + "' needs " + what);
        }
        return value;
    }

    private String unnumbered(String what) {
        return required(what) + (index == null ? "" : "#" + index);
    }

    private DirectionRecipe bare(DirectionRecipe recipe) {
        if (!value.isEmpty() || index != null) {
            throw new IllegalArgumentException(
                    "direction '" + text + "' takes nothing after its name; write " + recipe.text());
        }
        return recipe;
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("direction '" + text
                + "' is unknown; choose random, file:FILE, to:FILE, parameter:NAME, pca, moment:first, moment:second,"
                + " moment:update, gradient, hessian or same");
    }
}
