package dev.orograph.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Translates operators on single elements, and sums. */
final class ScriptElements {
    /** Those that have no record of their own and take nothing but numbers and words beside the tensor. */
    private static final List<String> BY_NAME = List.of(
            "elu",
            "celu",
            "selu",
            "relu6",
            "hardtanh",
            "hardswish",
            "hardsigmoid",
            "hardshrink",
            "softshrink",
            "softplus",
            "mish",
            "log_sigmoid",
            "threshold",
            "clamp",
            "clamp_min",
            "clamp_max",
            "abs",
            "neg",
            "exp",
            "expm1",
            "log",
            "log1p",
            "sqrt",
            "rsqrt",
            "square",
            "reciprocal",
            "sin",
            "cos",
            "atan",
            "erf",
            "sign");

    private ScriptElements() {}

    static void addTo(Map<String, ScriptOperators.Rule> rules) {
        for (var name : BY_NAME) {
            rules.put("aten::" + name, call -> elementwise(call, call.overload()));
        }
        own(rules, "relu", Relu::new);
        own(rules, "tanh", Tanh::new);
        own(rules, "sigmoid", Sigmoid::new);
        own(rules, "silu", Silu::new);
        rules.put("aten::leaky_relu", call -> call.write(new LeakyRelu(call.number(1, 0.01)), call.computed(0)));
        rules.put("aten::gelu", ScriptElements::gelu);
        rules.put("aten::add", call -> withNumbers(call, Broadcast.Sign.PLUS));
        rules.put("aten::sub", call -> withNumbers(call, Broadcast.Sign.MINUS));
        rules.put("aten::rsub", call -> elementwise(call, "Scalar"));
        rules.put("aten::mul", call -> withNumbers(call, Broadcast.Sign.TIMES));
        rules.put("aten::div", call -> withNumbers(call, Broadcast.Sign.OVER));
        rules.put("aten::pow", call -> elementwise(call, "Tensor_Scalar"));
        rules.put("aten::softmax", call -> overClasses(call, new Softmax()));
        rules.put("aten::log_softmax", call -> overClasses(call, new LogSoftmax()));
    }

    private static void own(Map<String, ScriptOperators.Rule> rules, String name, Supplier<Activation> layer) {
        rules.put("aten::" + name, call -> call.write(layer.get(), call.computed(0)));
    }

    private static ScriptValue elementwise(ScriptCall call, String overload) {
        var input = call.computed(0);
        var settings = new ArrayList<Optional<Object>>();
        for (int i = 1; i < call.arguments().size(); i++) {
            settings.add(Optional.ofNullable(call.constant(i)));
        }
        return call.write(new Elementwise(call.operator(), overload, settings), input);
    }

    private static ScriptValue gelu(ScriptCall call) {
        boolean isExact = call.isNone(1) || "none".equals(call.text(1));
        return isExact ? call.write(new Gelu(), call.computed(0)) : elementwise(call, call.overload());
    }

    /** Of a value and one number, numbers of the state or of θ, or another value. */
    private static ScriptValue withNumbers(ScriptCall call, Broadcast.Sign sign) {
        boolean isSum = sign == Broadcast.Sign.PLUS || sign == Broadcast.Sign.MINUS;
        boolean isCommutative = sign == Broadcast.Sign.PLUS || sign == Broadcast.Sign.TIMES;
        if (isCommutative && !call.isComputed(0) && call.isComputed(1)) {
            var exchanged = new ArrayList<>(call.arguments());
            Collections.swap(exchanged, 0, 1);
            return withNumbers(new ScriptCall(call.operator(), call.overload(), exchanged, call.writer()), sign);
        }
        if (call.argument(1) instanceof ScriptValue.Constant) {
            return elementwise(call, "Scalar");
        } else if (isSum && call.number(2, 1) != 1) {
            throw call.untranslatable("with a factor");
        } else if (!isSum && !call.isNone(2)) {
            throw call.untranslatable("with rounding");
        } else if (call.argument(1) instanceof ScriptValue.Statistic statistic) {
            var layer = new Broadcast(sign, statistic.shape(), false);
            return call.write(layer, "", List.of(), List.of(statistic.name()), call.computed(0));
        } else if (call.argument(1) instanceof ScriptValue.Parameter parameter && !parameter.isTransposed()) {
            var layer = new Broadcast(sign, parameter.shape(), true);
            return call.write(layer, "", List.of(parameter.position()), List.of(), call.computed(0));
        } else if (isSum) {
            return sum(call, sign == Broadcast.Sign.MINUS);
        }
        throw call.untranslatable("of two values");
    }

    private static ScriptValue sum(ScriptCall call, boolean isDifference) {
        var first = call.computed(0);
        var second = call.computed(1);
        if (!first.shape().equals(second.shape())) {
            throw call.untranslatable("of " + first.shape() + " and " + second.shape());
        }
        var addend =
                isDifference ? call.computed(call.write(new Elementwise("aten::neg", "", List.of()), second)) : second;
        int number = call.writer().sum(first.number(), addend.number());
        return new ScriptValue.Computed(number, first.shape());
    }

    private static ScriptValue overClasses(ScriptCall call, Operation layer) {
        var input = call.computed(0);
        long last = input.shape().rank();
        if ((call.integer(1) != last && call.integer(1) != -1) || !call.isNone(2)) {
            throw call.untranslatable("over dimension " + call.integer(1));
        }
        return call.write(layer, input);
    }
}
