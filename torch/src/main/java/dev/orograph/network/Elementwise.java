package dev.orograph.network;

import dev.orograph.tensor.Tensors;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Tensor;

/**
 * One of libtorch's operators on single elements, by name, with its settings; for those that have no record of their own.
 *
 * @param operator such as {@code aten::elu}
 * @param overload which of the operators of that name; empty for the first
 * @param settings what follows the tensor: each a Long, Double, Boolean or String, empty for None
 */
public record Elementwise(String operator, String overload, List<Optional<Object>> settings) implements Activation {
    public Elementwise {
        settings = List.copyOf(settings);
    }

    @Override
    public Tensor apply(Tensor input, Operands operands) {
        try (var scope = new PointerScope()) {
            var stack = new IValueVector(new IValue(input));
            for (var setting : settings) {
                stack.push_back(value(setting));
            }
            Dispatcher.singleton().findSchemaOrThrow(operator, overload).callBoxed(stack);
            return Tensors.keep(stack.get(0).toTensor());
        }
    }

    private static IValue value(Optional<Object> setting) {
        if (setting.isEmpty()) {
            return new IValue();
        }
        var value = setting.get();
        if (value instanceof Boolean flag) {
            return new IValue(flag);
        } else if (value instanceof Long number) {
            return new IValue(number);
        } else if (value instanceof Double number) {
            return new IValue(number);
        } else if (value instanceof String text) {
            return new IValue(text);
        }
        throw new IllegalArgumentException("setting " + value + " of an operator has no native form");
    }
}
