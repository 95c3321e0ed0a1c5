package dev.orograph.landscape;

import dev.orograph.network.Binding;
import dev.orograph.network.Flatten;
import dev.orograph.network.Instruction;
import dev.orograph.network.Linear;
import dev.orograph.network.Program;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The first affine layer of a network over a plane. It is linear in the plane's coordinates,
 * x·W(α, β) + b(α, β) = (x·W₀ + b₀) + β·(x·Dy + dy) + α·(x·Dx + dx), so these products are computed once per sample
 * block and only combined per cell; likewise for more axes.
 */
final class FirstAffine implements AutoCloseable {
    /** Products are kept for the whole survey up to so many bytes, beyond that computed anew for each tile. */
    private static final long RESIDENT_BYTES = 512L << 20;

    private final Plane plane;
    private final Layout layout;
    private final Binding binding;
    private final int blockSamples;
    private final List<List<Products>> resident = new ArrayList<>();

    /**
     * Products of one block of samples.
     *
     * @param origin [samples, outputs]
     * @param along one per axis, x first, each [samples, outputs]
     */
    record Products(Tensor origin, List<Tensor> along) implements AutoCloseable {
        Tensor x() {
            return along.get(0);
        }

        /** Null on a line. */
        @Nullable
        Tensor y() {
            return along.size() < 2 ? null : along.get(1);
        }

        @Override
        public void close() {
            origin.close();
            along.forEach(Tensor::close);
        }
    }

    /** Where a program begins with an affine layer: its binding, and how many instructions it takes. */
    record Start(Binding binding, int instructions) {}

    /** The affine layer that the input enters, perhaps flattened, and nothing else sees. */
    static Optional<Start> find(Program program) {
        var instructions = program.instructions();
        int at = 0;
        if (operationIs(instructions, at, Flatten.class, 0)) {
            at++;
        }
        if (at < instructions.size()
                && instructions.get(at) instanceof Instruction.Apply apply
                && apply.input() == at
                && apply.binding().operation() instanceof Linear
                && apply.binding().input().rank() == 1
                && Uses.count(program, 0) == 1
                && Uses.count(program, at) == 1) {
            return Optional.of(new Start(apply.binding(), at + 1));
        }
        return Optional.empty();
    }

    private static boolean operationIs(List<Instruction> instructions, int at, Class<?> type, int input) {
        return at < instructions.size()
                && instructions.get(at) instanceof Instruction.Apply apply
                && apply.input() == input
                && type.isInstance(apply.binding().operation());
    }

    /** Computes what fits in memory. */
    FirstAffine(Plane plane, Layout layout, Binding binding, List<SampleSet> sets, int blockSamples) {
        this.plane = plane;
        this.layout = layout;
        this.binding = binding;
        this.blockSamples = blockSamples;
        long samples = sets.stream().mapToLong(SampleSet::size).sum();
        long outputs = binding.output().elements();
        if (samples * outputs * (plane.dimensions() + 1) * plane.origin().element_size() <= RESIDENT_BYTES) {
            sets.forEach(set -> resident.add(products(set)));
        }
    }

    private List<Products> products(SampleSet set) {
        var blocks = new ArrayList<Products>();
        for (int start = 0; start < set.size(); start += blockSamples) {
            try (var scope = new PointerScope()) {
                var fresh = compute(set, start, Math.min(blockSamples, set.size() - start));
                blocks.add(new Products(
                        Tensors.own(fresh.origin()),
                        fresh.along().stream().map(Tensors::own).toList()));
            }
        }
        return blocks;
    }

    /** The products of one block; belong to this or to the current scope, so the caller leaves them alone. */
    Products block(List<SampleSet> sets, int set, int start) {
        if (!resident.isEmpty()) {
            return resident.get(set).get(start / blockSamples);
        }
        var samples = sets.get(set);
        return compute(samples, start, Math.min(blockSamples, samples.size() - start));
    }

    /** Whether the products are kept for the whole survey. */
    boolean isResident() {
        return !resident.isEmpty();
    }

    /** Whether every tensor of the products that are kept is as asked. */
    boolean allProducts(Predicate<Tensor> asked) {
        return resident.stream()
                .flatMap(List::stream)
                .allMatch(each ->
                        asked.test(each.origin()) && each.along().stream().allMatch(asked));
    }

    private Products compute(SampleSet set, int start, int count) {
        var origin = plane.origin();
        var rows = set.inputs()
                .narrow(0, start, count)
                .reshape(count, binding.input().elements())
                .to(origin.scalar_type());
        return new Products(
                affine(rows, origin),
                plane.directions().stream()
                        .map(direction -> affine(rows, direction))
                        .toList());
    }

    private Tensor affine(Tensor rows, Tensor vector) {
        var weight = parameter(vector, 0);
        return binding.blocks().size() > 1 ? torch.addmm(parameter(vector, 1), rows, weight.t()) : rows.mm(weight.t());
    }

    private Tensor parameter(Tensor vector, int position) {
        return layout.view(vector, layout.blocks().get(binding.blocks().get(position)));
    }

    @Override
    public void close() {
        resident.forEach(blocks -> blocks.forEach(Products::close));
        resident.clear();
    }
}
