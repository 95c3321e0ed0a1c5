package dev.orograph.tensor;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Which stretch of a flat parameter vector is which block. Blocks follow each other without gaps in the order of the
 * corresponding PyTorch model's {@code named_parameters()}. Immutable.
 */
public final class Layout {
    private final List<Block> blocks;
    private final Map<String, Integer> index;
    private final long[] sizes;
    private final long elements;

    private Layout(List<Block> blocks) {
        this.blocks = List.copyOf(blocks);
        this.index = new HashMap<>();
        this.sizes = new long[blocks.size()];
        long total = 0;
        for (int i = 0; i < blocks.size(); i++) {
            index.put(blocks.get(i).name(), i);
            sizes[i] = blocks.get(i).elements();
            total += sizes[i];
        }
        this.elements = total;
    }

    /** Collects blocks in order and assigns their offsets. Not thread-safe. */
    public static final class Builder {
        private final List<Block> blocks = new ArrayList<>();
        private final Map<String, Block> byName = new HashMap<>();
        private long next;

        private Builder() {}

        /**
         * Appends a block.
         *
         * @throws IllegalArgumentException if the name was used before
         */
        public Builder add(String name, BlockKind kind, long... sizes) {
            var block = new Block(name, Shape.of(sizes), next, kind);
            if (byName.putIfAbsent(name, block) != null) {
                throw new IllegalArgumentException("parameter block " + name + " occurs twice");
            }
            blocks.add(block);
            next = block.end();
            return this;
        }

        public boolean contains(String name) {
            return byName.containsKey(name);
        }

        public Layout build() {
            return new Layout(blocks);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    public List<Block> blocks() {
        return blocks;
    }

    /** Number of parameters in all. */
    public long elements() {
        return elements;
    }

    /**
     * Position in {@link #blocks} of the block of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public int indexOf(String name) {
        var position = index.get(name);
        if (position == null) {
            throw new IllegalArgumentException("the network has no parameter block '" + name + "'; it has "
                    + String.join(", ", blocks.stream().map(Block::name).toList()));
        }
        return position;
    }

    public boolean contains(String name) {
        return index.containsKey(name);
    }

    public Block block(String name) {
        return blocks.get(indexOf(name));
    }

    /**
     * Views of a flat vector as blocks in their native shapes, sharing its memory and its autograd graph; the backward
     * of all of them together is one concatenation. The result and its views belong to the current scope.
     *
     * @param flat [elements]
     */
    public List<Tensor> split(Tensor flat) {
        requireFlat(flat);
        var views = new ArrayList<Tensor>(sizes.length);
        TensorVector pieces = torch.split_with_sizes(flat, sizes);
        for (int i = 0; i < sizes.length; i++) {
            views.add(pieces.get(i).view(blocks.get(i).shape().sizes()));
        }
        return views;
    }

    /**
     * A view of one block of a flat vector in its native shape; belongs to the current scope.
     *
     * @param flat [elements]
     */
    public Tensor view(Tensor flat, Block block) {
        requireFlat(flat);
        try (var scope = new PointerScope()) {
            return Tensors.keep(flat.narrow(0, block.offset(), block.elements())
                    .view(block.shape().sizes()));
        }
    }

    private void requireFlat(Tensor flat) {
        if (flat.dim() != 1 || flat.size(0) != elements) {
            throw new IllegalArgumentException(
                    "a vector of " + flat.numel() + " elements for a network of " + elements + " parameters");
        }
    }

    /** Copies a flat vector out into named blocks of its element type. */
    public NamedArrays toArrays(Tensor flat) {
        requireFlat(flat);
        var arrays = new ArrayList<NamedArray>(blocks.size());
        for (var block : blocks) {
            try (var scope = new PointerScope()) {
                arrays.add(Tensors.toArray(block.name(), view(flat, block)));
            }
        }
        return NamedArrays.of(arrays);
    }

    /**
     * A new flat vector from the blocks of the same names, owned by the current scope; other blocks are ignored.
     *
     * @throws IllegalArgumentException if blocks are missing or have another shape; the sentence names each
     */
    public Tensor fromArrays(NamedArrays arrays, Precision precision) {
        var problems = mismatches(arrays);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        try (var scope = new PointerScope()) {
            var flat = torch.empty(new long[] {elements}, precision.options(), null);
            for (var block : blocks) {
                try (var inner = new PointerScope()) {
                    var array = arrays.find(block.name());
                    if (array != null) {
                        Tensors.fill(view(flat, block), array);
                    }
                }
            }
            return Tensors.keep(flat);
        }
    }

    /** One sentence per block that {@code arrays} lacks or has in another shape; none if all fit. */
    public List<String> mismatches(NamedArrays arrays) {
        var problems = new ArrayList<String>();
        for (var block : blocks) {
            var array = arrays.find(block.name());
            if (array == null) {
                problems.add("block " + block.name() + " (" + block.shape() + ") is missing");
            } else if (!fits(array.shape(), block.shape())) {
                problems.add("block " + block.name() + " has shape " + array.shape() + " where the network needs "
                        + block.shape());
            }
        }
        return problems;
    }

    /** Equal shapes, a scalar counting as one element. */
    private static boolean fits(Shape given, Shape wanted) {
        return given.equals(wanted) || (given.rank() == 0 && wanted.equals(Shape.of(1)));
    }

    /** Whether both have the same names and shapes in the same order. */
    public boolean matches(Layout other) {
        return blocks.equals(other.blocks);
    }
}
