package dev.orograph.array;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ordered set of blocks with unique names and some text about them: what a checkpoint, a direction file or a data
 * file holds. Immutable.
 */
public final class NamedArrays {
    private final Map<String, NamedArray> blocks;
    private final Map<String, String> metadata;

    private NamedArrays(Map<String, NamedArray> blocks, Map<String, String> metadata) {
        this.blocks = Collections.unmodifiableMap(blocks);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * The given blocks in their order.
     *
     * @throws IllegalArgumentException if two blocks have the same name
     */
    public static NamedArrays of(Collection<NamedArray> blocks, Map<String, String> metadata) {
        var byName = new LinkedHashMap<String, NamedArray>();
        for (var block : blocks) {
            if (byName.put(block.name(), block) != null) {
                throw new IllegalArgumentException("block " + block.name() + " occurs twice");
            }
        }
        return new NamedArrays(byName, new LinkedHashMap<>(metadata));
    }

    public static NamedArrays of(Collection<NamedArray> blocks) {
        return of(blocks, Map.of());
    }

    /** The block of that name, or null if there is none. */
    public @Nullable NamedArray find(String name) {
        return blocks.get(name);
    }

    public boolean contains(String name) {
        return blocks.containsKey(name);
    }

    /** Names in order. */
    public List<String> names() {
        return List.copyOf(blocks.keySet());
    }

    /** Blocks in order. */
    public List<NamedArray> blocks() {
        return List.copyOf(blocks.values());
    }

    /** Free text by key, as safetensors' {@code __metadata__} holds it. */
    public Map<String, String> metadata() {
        return metadata;
    }

    public int size() {
        return blocks.size();
    }
}
