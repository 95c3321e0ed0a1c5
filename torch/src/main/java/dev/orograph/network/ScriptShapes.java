package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Translates operators that arrange the values of each sample in another way, or leave them as they are. */
final class ScriptShapes {
    private ScriptShapes() {}

    static void addTo(Map<String, ScriptOperators.Rule> rules) {
        rules.put("aten::flatten", ScriptShapes::flatten);
        rules.put("aten::view", ScriptShapes::view);
        rules.put("aten::reshape", ScriptShapes::view);
        rules.put("aten::squeeze", ScriptShapes::squeeze);
        rules.put("aten::unsqueeze", ScriptShapes::unsqueeze);
        rules.put("aten::slice", ScriptShapes::slice);
        rules.put("aten::pad", ScriptShapes::pad);
        rules.put("aten::constant_pad_nd", ScriptShapes::pad);
        rules.put("aten::cat", ScriptShapes::cat);
        rules.put("aten::contiguous", call -> call.computed(0));
        rules.put("aten::detach", call -> call.argument(0));
        rules.put("aten::clone", ScriptShapes::copied);
        rules.put("aten::to", ScriptShapes::converted);
    }

    private static ScriptValue flatten(ScriptCall call) {
        var shape = call.computed(0).shape();
        int first = dimension(call, call.integer(1, 0), shape.rank());
        int last = dimension(call, call.integer(2, -1), shape.rank());
        var sizes = new ArrayList<Long>();
        long product = 1;
        for (int i = 0; i < shape.rank(); i++) {
            product *= shape.size(i);
            if (i < first || i >= last) {
                sizes.add(product);
                product = 1;
            }
        }
        return reshaped(call, shape(sizes));
    }

    /** A dimension of one sample, from one of the batch. */
    private static int dimension(ScriptCall call, long dimension, int rank) {
        long position = dimension < 0 ? dimension + rank : dimension - 1;
        if (position < 0 || position >= rank) {
            throw call.untranslatable("over dimension " + dimension + ", the samples'");
        }
        return (int) position;
    }

    private static Shape shape(List<Long> sizes) {
        return Shape.of(sizes.stream().mapToLong(Long::longValue).toArray());
    }

    private static ScriptValue reshaped(ScriptCall call, Shape shape) {
        var input = call.computed(0);
        if (shape.equals(input.shape())) {
            return input.view(input.number(), shape);
        } else if (shape.rank() == 1) {
            return call.writeView(new Flatten(), input);
        }
        boolean isImage = input.shape().rank() == 2
                && shape.equals(Shape.of(1, input.shape().size(0), input.shape().size(1)));
        return call.writeView(isImage ? new AsImage() : new Reshape(shape), input);
    }

    /** The first size must be the number of samples, by itself or as what is left over. */
    private static ScriptValue view(ScriptCall call) {
        if (!(call.argument(1) instanceof ScriptValue.Items)) {
            throw call.untranslatable("as another type");
        }
        var items = call.items(1);
        if (items.size() < 2) {
            throw call.untranslatable("across samples");
        }
        var sizes = new ArrayList<Long>();
        for (var item : items.subList(1, items.size())) {
            sizes.add(call.integer(item));
        }
        long elements = call.computed(0).shape().elements();
        long known = sizes.stream().filter(size -> size != -1).reduce(1L, Math::multiplyExact);
        int open = sizes.indexOf(-1L);
        if (items.get(0) instanceof ScriptValue.SampleCount && open >= 0 && known > 0 && elements % known == 0) {
            sizes.set(open, elements / known);
            known = elements;
        }
        boolean isPerSample = items.get(0) instanceof ScriptValue.SampleCount
                || (items.get(0) instanceof ScriptValue.Constant constant
                        && Long.valueOf(-1).equals(constant.value()));
        if (!isPerSample || sizes.contains(-1L) || known != elements) {
            throw call.untranslatable("across samples");
        }
        return reshaped(call, shape(sizes));
    }

    private static ScriptValue squeeze(ScriptCall call) {
        if (call.arguments().size() < 2 || call.argument(1) instanceof ScriptValue.Items) {
            throw call.untranslatable("of all dimensions, perhaps the samples'");
        }
        var shape = call.computed(0).shape();
        int dimension = dimension(call, call.integer(1), shape.rank());
        if (shape.size(dimension) != 1) {
            return reshaped(call, shape);
        }
        return reshaped(
                call,
                shape(IntStream.range(0, shape.rank())
                        .filter(i -> i != dimension)
                        .mapToObj(shape::size)
                        .toList()));
    }

    private static ScriptValue unsqueeze(ScriptCall call) {
        var shape = call.computed(0).shape();
        int dimension = dimension(call, call.integer(1), shape.rank() + 1);
        var sizes = new ArrayList<>(LongStream.of(shape.sizes()).boxed().toList());
        sizes.add(dimension, 1L);
        return reshaped(call, shape(sizes));
    }

    private static ScriptValue slice(ScriptCall call) {
        var input = call.computed(0);
        long start = call.integer(2, 0);
        long end = call.integer(3, Long.MAX_VALUE);
        long step = call.integer(4, 1);
        if (call.integer(1) == 0) {
            if (start != 0 || end != Long.MAX_VALUE || step != 1) {
                throw call.untranslatable("across samples");
            }
            return input.view(input.number(), input.shape());
        }
        int dimension = dimension(call, call.integer(1), input.shape().rank());
        long size = input.shape().size(dimension);
        long from = Math.min(size, start < 0 ? Math.max(0, start + size) : start);
        long to = Math.max(from, Math.min(size, end < 0 ? end + size : end));
        return from == 0 && to == size && step == 1
                ? input.view(input.number(), input.shape())
                : call.writeView(new Slice(dimension, from, to, step), input);
    }

    private static ScriptValue pad(ScriptCall call) {
        boolean isGeneral = "aten::pad".equals(call.operator());
        if (isGeneral && !"constant".equals(call.text(2))) {
            throw call.untranslatable("with margins of another kind, '" + call.text(2) + "'");
        }
        return call.write(new Pad(call.integers(1), call.number(isGeneral ? 3 : 2, 0)), call.computed(0));
    }

    private static ScriptValue cat(ScriptCall call) {
        var items = call.items(0);
        if (items.isEmpty() || call.integer(1) != 1) {
            throw call.untranslatable("over dimension " + call.integer(1));
        }
        int number = call.computed(items.get(0)).number();
        try {
            for (var item : items.subList(1, items.size())) {
                number = call.writer().join(number, call.computed(item).number());
            }
        } catch (IllegalArgumentException e) {
            throw new UntranslatableException(call.operator() + ": " + e.getMessage(), e);
        }
        return new ScriptValue.Computed(number, call.writer().shape(number));
    }

    private static ScriptValue copied(ScriptCall call) {
        var input = call.computed(0);
        return new ScriptValue.Computed(input.number(), input.shape());
    }

    /** To the type that networks have by themselves. */
    private static ScriptValue converted(ScriptCall call) {
        boolean isFloat = call.argument(1) instanceof ScriptValue.Constant type
                && Long.valueOf(ScalarType.Float.value).equals(type.value());
        if (!isFloat || !(call.argument(2) instanceof ScriptValue.Constant)) {
            throw call.untranslatable("another type or device");
        }
        return call.computed(0);
    }
}
