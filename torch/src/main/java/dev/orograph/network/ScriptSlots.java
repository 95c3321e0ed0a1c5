package dev.orograph.network;

import dev.orograph.array.Shape;
import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The places in a TorchScript module where its parameters and buffers are kept. Belongs to one thread, as its module
 * does.
 */
final class ScriptSlots implements AutoCloseable {
    /**
     * One parameter or buffer.
     *
     * @param name dotted path
     * @param owner the submodule that has it
     * @param attribute its name there
     * @param original the tensor that was loaded
     * @param type name of the owner's class
     */
    record Slot(String name, JitModule owner, String attribute, Tensor original, String type) {
        void set(Tensor tensor) {
            owner.setattr(attribute, new IValue(tensor));
        }
    }

    /** Where a tensor lies in memory; tied parameters have the same. */
    record Place(long address, Shape shape) {
        static Place of(Tensor tensor) {
            return new Place(tensor.data_ptr().address(), Tensors.shape(tensor));
        }
    }

    private final Map<String, JitModule> owners;
    private final List<Slot> parameters;
    private final List<Slot> buffers;

    /**
     * @param owners modules by path, which close with this
     */
    private ScriptSlots(Map<String, JitModule> owners, List<Slot> parameters, List<Slot> buffers) {
        this.owners = owners;
        this.parameters = parameters;
        this.buffers = buffers;
    }

    static ScriptSlots of(JitModule root) {
        try (var scope = new PointerScope()) {
            var owners = owners(root);
            var parameters = new ArrayList<Slot>();
            var tensors = new HashMap<Place, Tensor>();
            var list = root.named_parameters(true);
            var end = list.end();
            for (var i = list.begin(); i.notEquals(end); i.increment()) {
                parameters.add(slot(text(i.access().name()), i.access().value(), owners, tensors));
            }
            var buffers = new ArrayList<Slot>();
            var bufferList = root.named_buffers(true);
            var bufferEnd = bufferList.end();
            for (var i = bufferList.begin(); i.notEquals(bufferEnd); i.increment()) {
                buffers.add(slot(text(i.access().name()), i.access().value(), owners, tensors));
            }
            return new ScriptSlots(owners, List.copyOf(parameters), List.copyOf(buffers));
        }
    }

    private static Map<String, JitModule> owners(JitModule root) {
        var owners = new HashMap<String, JitModule>();
        var list = root.named_modules();
        var end = list.end();
        for (var i = list.begin(); i.notEquals(end); i.increment()) {
            var owner = new JitModule(i.access().value());
            owner.retainReference();
            owners.put(text(i.access().name()), owner);
        }
        return owners;
    }

    /** An empty string of libtorch's arrives as null. */
    private static String text(@Nullable BytePointer string) {
        return string == null ? "" : string.getString();
    }

    /**
     * @param tensors first tensor at each place: slots that hold one tensor keep one, or copies of the module would have
     *     several
     */
    private static Slot slot(String name, Tensor value, Map<String, JitModule> owners, Map<Place, Tensor> tensors) {
        int dot = name.lastIndexOf('.');
        var owner = owners.get(dot < 0 ? "" : name.substring(0, dot));
        if (owner == null) {
            throw new IllegalStateException("TorchScript module without the owner of " + name);
        }
        var type = owner.type().str().getString();
        var detached = value.detach();
        var original = value.numel() == 0 ? detached : tensors.computeIfAbsent(Place.of(detached), place -> detached);
        return new Slot(name, owner, name.substring(dot + 1), Tensors.own(original), type);
    }

    List<Slot> parameters() {
        return parameters;
    }

    List<Slot> buffers() {
        return buffers;
    }

    /** Position among the parameters of the one of that name; −1 if there is none. */
    int parameter(String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** A module, a buffer, or a plain value that a module has. */
    ScriptValue member(String path) {
        for (var buffer : buffers) {
            if (buffer.name().equals(path)) {
                return new ScriptValue.Statistic(path, Tensors.shape(buffer.original()));
            }
        }
        if (owners.containsKey(path)) {
            return new ScriptValue.Module(path);
        }
        int dot = path.lastIndexOf('.');
        var owner = owners.get(path.substring(0, Math.max(0, dot)));
        var name = path.substring(dot + 1);
        if (owner == null || !owner.hasattr(name)) {
            return new ScriptValue.Unknown("prim::GetAttr of " + path);
        }
        try (var scope = new PointerScope()) {
            return ScriptGraph.value(owner.attr(name), "prim::GetAttr of " + path);
        }
    }

    /** What a parameter seems to do: by the class of its module, by statistics beside it, by its rank. */
    BlockKind kind(Slot slot) {
        var prefix =
                slot.name().substring(0, slot.name().length() - slot.attribute().length());
        boolean isNorm = slot.type().contains("Norm")
                || buffers.stream().anyMatch(buffer -> buffer.name().equals(prefix + "running_mean"));
        if (isNorm) {
            return slot.attribute().contains("bias") ? BlockKind.NORM_SHIFT : BlockKind.NORM_SCALE;
        } else if (slot.type().contains("Embedding")) {
            return BlockKind.EMBEDDING;
        } else if (slot.type().contains("PReLU")) {
            return BlockKind.SLOPE;
        }
        return slot.original().dim() >= 2 ? BlockKind.WEIGHT : BlockKind.BIAS;
    }

    /** Puts the tensors that were loaded back. */
    void restore() {
        parameters.forEach(slot -> slot.set(slot.original()));
        buffers.forEach(slot -> slot.set(slot.original()));
    }

    @Override
    public void close() {
        for (var slots : List.of(parameters, buffers)) {
            for (var slot : slots) {
                slot.original().close();
            }
        }
        owners.values().forEach(JitModule::close);
    }
}
