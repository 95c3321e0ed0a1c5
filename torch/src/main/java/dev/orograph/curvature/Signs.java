package dev.orograph.curvature;

import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Random vectors of signs (Rademacher), whose products with an operator estimate its trace with the least variance. */
final class Signs {
    private static final int PIECE = 1 << 20;

    private Signs() {}

    /** A vector of +1 and −1 with equal chance, of the operator's size and type; belongs to the current scope. */
    static Tensor draw(SymmetricOperator operator, long seed, long... keys) {
        var random = RandomStream.of(seed, keys);
        long size = operator.size();
        try (var scope = new PointerScope()) {
            var signs = torch.empty(new long[] {size}, operator.precision().options(), null);
            for (long start = 0; start < size; start += PIECE) {
                try (var inner = new PointerScope()) {
                    var piece = new float[(int) Math.min(PIECE, size - start)];
                    for (int i = 0; i < piece.length; i += Long.SIZE) {
                        long bits = random.nextLong();
                        for (int j = i; j < Math.min(i + Long.SIZE, piece.length); j++, bits >>>= 1) {
                            piece[j] = (bits & 1) == 0 ? -1 : 1;
                        }
                    }
                    signs.narrow(0, start, piece.length).copy_(Tensors.of(piece, piece.length));
                }
            }
            return Tensors.keep(signs);
        }
    }
}
