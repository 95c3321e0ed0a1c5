package dev.orograph.tensor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OperatorName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.Type;

/**
 * An operator of libtorch that has no function of its own and is called by name through the dispatcher, such as
 * oneDNN's fused ones. Thread-safe.
 */
final class PrivateOperator {
    private final OperatorHandle handle;
    private final Map<Integer, Type.TypePtr> elements = new ConcurrentHashMap<>();

    /**
     * @throws IllegalStateException if libtorch does not offer it here
     */
    PrivateOperator(String name, String overload) {
        if (!exists(name, overload)) {
            throw new IllegalStateException("libtorch has no " + name + " on this machine");
        }
        try (var scope = new PointerScope()) {
            this.handle = own(Dispatcher.singleton().findSchemaOrThrow(name, overload));
        }
    }

    /** Whether libtorch offers it on this machine. */
    static boolean exists(String name, String overload) {
        try (var scope = new PointerScope()) {
            return Dispatcher.singleton()
                    .findSchema(new OperatorName(name, overload))
                    .has_value();
        }
    }

    /** A list of integers, for the argument at that position, which takes one; belongs to the current scope. */
    IValue integers(int argument, long... values) {
        var list = list(argument);
        for (long value : values) {
            list.push_back(new IValue(value));
        }
        return new IValue(list);
    }

    /** A list of tensors, for the argument at that position, which takes one; belongs to the current scope. */
    IValue tensors(int argument, Tensor... tensors) {
        var list = list(argument);
        for (var tensor : tensors) {
            list.push_back(new IValue(tensor));
        }
        return new IValue(list);
    }

    /** A list of nothing, for the argument at that position, which takes a list; belongs to the current scope. */
    IValue emptyList(int argument) {
        return new IValue(list(argument));
    }

    /** A list of the element type that the operator declares for the argument. */
    private GenericList list(int argument) {
        return new GenericList(elements.computeIfAbsent(argument, this::elementType));
    }

    /** Asked once for each argument: every question leaks a copy of the operator's schema, 3 kB. */
    private Type.TypePtr elementType(int argument) {
        try (var scope = new PointerScope()) {
            var arguments = handle.schema().arguments();
            return own(arguments.getPointer(argument).type().access().containedType(0));
        }
    }

    /** Takes a value out of the current scope, to be used in many calls. */
    static <P extends Pointer> P own(P pointer) {
        var scope = PointerScope.getInnerScope();
        if (scope != null) {
            pointer.retainReference();
            scope.detach(pointer);
        }
        return pointer;
    }

    /** Calls one that gives something; the first result belongs to the current scope. */
    IValue call(IValue... arguments) {
        var stack = new IValueVector(arguments);
        handle.callBoxed(stack);
        return stack.get(0);
    }

    /** Calls one that gives nothing, but changes its arguments. */
    void run(IValue... arguments) {
        handle.callBoxed(new IValueVector(arguments));
    }

    /** Calls it for its one tensor, which belongs to the current scope. */
    Tensor tensor(IValue... arguments) {
        return call(arguments).toTensor();
    }
}
