package dev.orograph.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The arithmetic of sizes, flags and lists that surrounds the layers in a TorchScript graph. */
final class ScriptArithmetic {
    private ScriptArithmetic() {}

    /**
     * The result; null if the operator is none of these, or computes with tensors.
     *
     * @param isAboutTensors whether an argument is a tensor
     */
    static @Nullable ScriptValue apply(ScriptCall call, boolean isAboutTensors) {
        return switch (call.operator()) {
            case "prim::ListConstruct", "prim::TupleConstruct" -> new ScriptValue.Items(call.arguments());
            case "prim::NumToTensor",
                    "prim::unchecked_cast",
                    "prim::data",
                    "aten::Int",
                    "aten::Bool",
                    "aten::Float",
                    "aten::IntImplicit",
                    "aten::FloatImplicit",
                    "aten::ScalarImplicit" ->
                isAboutTensors && !"prim::unchecked_cast".equals(call.operator()) ? null : converted(call);
            case "aten::size" -> size(call);
            case "aten::dim" ->
                new ScriptValue.Constant(call.computed(0).shape().rank() + 1L);
            case "aten::len" -> new ScriptValue.Constant((long) call.items(0).size());
            case "aten::__getitem__" -> element(call);
            case "aten::__contains__" -> contains(call);
            case "aten::append" -> {
                call.items(0).add(call.argument(1));
                yield call.argument(0);
            }
            case "aten::__is__" -> is(call, true);
            case "aten::__isnot__" -> is(call, false);
            case "aten::__not__" -> new ScriptValue.Constant(!call.flag(0));
            case "aten::__and__" -> new ScriptValue.Constant(call.flag(0) && call.flag(1));
            case "aten::__or__" -> new ScriptValue.Constant(call.flag(0) || call.flag(1));
            case "aten::warn", "aten::format", "prim::Print" -> ScriptValue.NONE;
            default -> isAboutTensors ? null : number(call);
        };
    }

    private static ScriptValue converted(ScriptCall call) {
        var value = call.argument(0);
        if (value instanceof ScriptValue.Constant constant) {
            if ("aten::Int".equals(call.operator()) && constant.value() instanceof Number number) {
                return new ScriptValue.Constant(number.longValue());
            } else if ("aten::Float".equals(call.operator()) && constant.value() instanceof Number number) {
                return new ScriptValue.Constant(number.doubleValue());
            }
        }
        return value;
    }

    private static ScriptValue size(ScriptCall call) {
        var sizes = new ArrayList<ScriptValue>();
        sizes.add(new ScriptValue.SampleCount());
        LongStream.of(call.computed(0).shape().sizes()).forEach(size -> sizes.add(new ScriptValue.Constant(size)));
        return call.arguments().size() == 1 ? new ScriptValue.Items(sizes) : element(call, sizes, call.integer(1));
    }

    private static ScriptValue element(ScriptCall call) {
        return element(call, call.items(0), call.integer(1));
    }

    private static ScriptValue element(ScriptCall call, List<ScriptValue> items, long index) {
        long position = index < 0 ? index + items.size() : index;
        if (position < 0 || position >= items.size()) {
            throw call.untranslatable("at " + index + " of " + items.size());
        }
        return items.get((int) position);
    }

    private static ScriptValue contains(ScriptCall call) {
        var wanted = call.constant(1);
        boolean found = false;
        for (int i = 0; i < call.items(0).size(); i++) {
            var item = new ScriptCall(call.operator(), "", call.items(0), call.writer()).constant(i);
            found |= Objects.equals(wanted, item);
        }
        return new ScriptValue.Constant(found);
    }

    private static ScriptValue is(ScriptCall call, boolean isSame) {
        if (call.argument(0) instanceof ScriptValue.Unknown || !call.isNone(1)) {
            throw call.untranslatable("");
        }
        return new ScriptValue.Constant(call.isNone(0) == isSame);
    }

    private static @Nullable ScriptValue number(ScriptCall call) {
        return switch (call.operator()) {
            case "aten::eq" -> new ScriptValue.Constant(Objects.equals(comparable(call, 0), comparable(call, 1)));
            case "aten::ne" -> new ScriptValue.Constant(!Objects.equals(comparable(call, 0), comparable(call, 1)));
            case "aten::lt" -> new ScriptValue.Constant(call.number(0) < call.number(1));
            case "aten::le" -> new ScriptValue.Constant(call.number(0) <= call.number(1));
            case "aten::gt" -> new ScriptValue.Constant(call.number(0) > call.number(1));
            case "aten::ge" -> new ScriptValue.Constant(call.number(0) >= call.number(1));
            case "aten::add" -> new ScriptValue.Constant(call.integer(0) + call.integer(1));
            case "aten::sub" -> new ScriptValue.Constant(call.integer(0) - call.integer(1));
            case "aten::mul" -> new ScriptValue.Constant(call.integer(0) * call.integer(1));
            case "aten::floordiv", "aten::floor_divide" ->
                new ScriptValue.Constant(Math.floorDiv(call.integer(0), nonZero(call)));
            case "aten::remainder" -> new ScriptValue.Constant(Math.floorMod(call.integer(0), nonZero(call)));
            case "aten::neg" -> new ScriptValue.Constant(-call.integer(0));
            default -> null;
        };
    }

    private static long nonZero(ScriptCall call) {
        long divisor = call.integer(1);
        if (divisor == 0) {
            throw call.untranslatable("by zero");
        }
        return divisor;
    }

    /** Equal numbers are equal whether they are whole or not; lists element by element. */
    private static @Nullable Object comparable(ScriptCall call, int position) {
        if (call.argument(position) instanceof ScriptValue.Items) {
            return call.integers(position);
        }
        var value = call.constant(position);
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }
}
