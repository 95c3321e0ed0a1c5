package dev.orograph.network;

import dev.orograph.tensor.BlockKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Which blocks of a network a rule is for: all, those of a kind, or those whose names fit a pattern. */
record BlockSelector(String text) {
    /** Begins the name of a kind. */
    static final String KIND = "kind:";

    private static final Map<String, BiPredicate<Operation, BlockKind>> KINDS = kinds();

    /** Every block. */
    static final BlockSelector ALL = new BlockSelector("*");

    BlockSelector {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an initialiser has an empty name of blocks before its '='");
        }
        if (text.startsWith(KIND) && !KINDS.containsKey(text.substring(KIND.length()))) {
            throw new IllegalArgumentException(
                    Suggestions.unknown("kind", text.substring(KIND.length()), "of blocks", names()));
        }
    }

    private static Map<String, BiPredicate<Operation, BlockKind>> kinds() {
        var kinds = new LinkedHashMap<String, BiPredicate<Operation, BlockKind>>();
        kinds.put("linear", (operation, kind) -> operation instanceof Linear);
        kinds.put("convolution", (operation, kind) -> operation instanceof Convolution);
        kinds.put("weight", (operation, kind) -> kind == BlockKind.WEIGHT);
        kinds.put("bias", (operation, kind) -> kind == BlockKind.BIAS);
        kinds.put("embedding", (operation, kind) -> kind == BlockKind.EMBEDDING);
        kinds.put("norm-scale", (operation, kind) -> kind == BlockKind.NORM_SCALE);
        kinds.put("norm-shift", (operation, kind) -> kind == BlockKind.NORM_SHIFT);
        kinds.put("slope", (operation, kind) -> kind == BlockKind.SLOPE);
        return kinds;
    }

    /** The kinds there are. */
    static List<String> names() {
        return List.copyOf(KINDS.keySet());
    }

    /** Whether it is for a block. */
    boolean matches(String name, Operation operation, BlockKind kind) {
        if (text.startsWith(KIND)) {
            var predicate = KINDS.get(text.substring(KIND.length()));
            return predicate != null && predicate.test(operation, kind);
        }
        return Pattern.matches(pattern(), name);
    }

    /** Whether the rule names the block itself and not a whole layer or network, so that it means biases too. */
    boolean namesBlocks() {
        return !equals(ALL) && !text.equals(KIND + "linear") && !text.equals(KIND + "convolution");
    }

    /** A star stands for any characters, a question mark for one. */
    private String pattern() {
        return Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    }
}
