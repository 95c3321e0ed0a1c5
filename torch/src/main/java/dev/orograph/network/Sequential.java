package dev.orograph.network;

import java.util.ArrayList;
import java.util.List;

/**
 * Layers one after another.
 *
 * @param children in the order they run
 */
public record Sequential(List<Child> children) implements Layer {
    public Sequential {
        children = List.copyOf(children);
    }

    /**
     * One layer and its name.
     *
     * @param name becomes part of the names of the layer's blocks; empty for a layer whose blocks, or whose children's,
     *     are named as if they stood in the layer around it
     * @param layer the layer
     */
    public record Child(String name, Layer layer) {}

    public static Child child(String name, Layer layer) {
        return new Child(name, layer);
    }

    /** One without a name: an operation without parameters, or an arrangement that adds nothing to names. */
    public static Child unnamed(Layer layer) {
        return new Child("", layer);
    }

    public static Sequential of(Child... children) {
        return new Sequential(List.of(children));
    }

    /** Layers named 0, 1, 2, …, as in torch's container of that name. */
    public static Sequential numbered(List<? extends Layer> layers) {
        var children = new ArrayList<Child>();
        for (int i = 0; i < layers.size(); i++) {
            children.add(new Child(Integer.toString(i), layers.get(i)));
        }
        return new Sequential(children);
    }
}
