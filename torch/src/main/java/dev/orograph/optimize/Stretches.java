package dev.orograph.optimize;

import dev.orograph.tensor.Block;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The stretches of a flat vector that some blocks take up, in order; neighbouring blocks are one stretch. */
record Stretches(List<Stretch> stretches) {
    /** Elements from {@code start} on. */
    record Stretch(long start, long length) {
        private Tensor of(Tensor flat) {
            return flat.narrow(0, start, length);
        }
    }

    static Stretches of(List<Block> blocks) {
        var stretches = new ArrayList<Stretch>();
        long start = 0;
        long end = -1;
        for (var block : blocks) {
            if (block.offset() != end) {
                add(stretches, start, end);
                start = block.offset();
            }
            end = block.end();
        }
        add(stretches, start, end);
        return new Stretches(List.copyOf(stretches));
    }

    private static void add(List<Stretch> stretches, long start, long end) {
        if (end > start) {
            stretches.add(new Stretch(start, end - start));
        }
    }

    /** The elements of a flat vector one after another, a view of it where they are one stretch; in the current scope. */
    Tensor gather(Tensor flat) {
        if (stretches.size() == 1) {
            return stretches.get(0).of(flat);
        }
        return copy(flat);
    }

    /** The same as a vector of its own. */
    Tensor copy(Tensor flat) {
        try (var scope = new PointerScope()) {
            var pieces = new TensorVector();
            stretches.forEach(stretch -> pieces.push_back(stretch.of(flat)));
            return Tensors.keep(torch.cat(pieces));
        }
    }

    /** Puts the elements back into a flat vector. */
    void scatter(Tensor elements, Tensor flat) {
        try (var scope = new PointerScope()) {
            long next = 0;
            for (var stretch : stretches) {
                stretch.of(flat).copy_(elements.narrow(0, next, stretch.length()));
                next += stretch.length();
            }
        }
    }
}
