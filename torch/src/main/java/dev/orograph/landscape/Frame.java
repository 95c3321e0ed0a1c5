package dev.orograph.landscape;

import dev.orograph.tensor.Pieces;
import dev.orograph.tensor.Tensors;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** How the directions of a plane stand to each other. */
public enum Frame {
    /** As they were chosen, at whatever angle. */
    AS_GIVEN,
    /**
     * Each at right angles to those before it. A direction that is normalised is made orthogonal filter by filter before
     * that, so that it is both at once; any other one loses its part along the earlier directions.
     */
    ORTHOGONAL,
    /** Orthogonal, and each of length 1: coordinates are Euclidean distances in the space of weights. */
    ORTHONORMAL;

    /**
     * The next direction of a plane, [elements]; belongs to the current scope.
     *
     * @param chosen the direction before any scaling, [elements]; {@link #AS_GIVEN} scales it where it is
     * @param axis its letter, for messages
     * @throws IllegalArgumentException if nothing is left of it at right angles to those before it
     */
    Tensor direction(DirectionRecipe recipe, Tensor chosen, Centre centre, String axis) {
        try (var scope = new PointerScope()) {
            if (this == AS_GIVEN) {
                recipe.scaling().ifPresent(scaling -> scaling.scale(chosen, centre));
                return Tensors.keep(chosen);
            }
            var direction = centre.earlier().isEmpty()
                    ? scaled(recipe, chosen, centre)
                    : orthogonal(recipe, chosen, centre, axis);
            return Tensors.keep(this == ORTHONORMAL ? unit(direction, axis) : direction);
        }
    }

    private static Tensor scaled(DirectionRecipe recipe, Tensor chosen, Centre centre) {
        var scaling = recipe.scaling();
        return scaling.isEmpty() ? chosen : scaling.get().apply(chosen, centre);
    }

    private static Tensor orthogonal(DirectionRecipe recipe, Tensor chosen, Centre centre, String axis) {
        var scaling = recipe.scaling();
        if (scaling.isEmpty()) {
            return Orthogonal.whole(chosen, centre.earlier(), axis);
        }
        if (scaling.get().normalization() == Normalization.WEIGHT) {
            // the only one that changes angles inside a filter
            return Orthogonal.slices(scaled(recipe, chosen, centre), centre.earlier(), centre.layout());
        }
        return scaling.get().apply(Orthogonal.slices(chosen, centre.earlier(), centre.layout()), centre);
    }

    private static Tensor unit(Tensor direction, String axis) {
        double norm = Pieces.norm(direction);
        if (norm == 0) {
            throw new IllegalArgumentException(
                    "the " + axis + " direction is zero and cannot be made as long as 1; choose another one");
        }
        return direction.div(new Scalar(norm));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
