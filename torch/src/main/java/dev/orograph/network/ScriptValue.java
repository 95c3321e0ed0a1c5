package dev.orograph.network;

import dev.orograph.array.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known, without running it, about one value of a TorchScript graph. */
sealed interface ScriptValue {
    /** None. */
    Constant NONE = new Constant(null);

    /**
     * A number, truth value or text that does not depend on samples or parameters.
     *
     * @param value a Long, Double, Boolean or String; null for None
     */
    record Constant(@Nullable Object value) implements ScriptValue {}

    /**
     * A list or tuple.
     *
     * @param values may grow, as lists do
     */
    record Items(List<ScriptValue> values) implements ScriptValue {
        public Items {
            values = new ArrayList<>(values);
        }
    }

    /**
     * A module.
     *
     * @param path dotted, empty for the network itself
     */
    record Module(String path) implements ScriptValue {
        String member(String name) {
            return path.isEmpty() ? name : path + "." + name;
        }
    }

    /**
     * A block of parameters.
     *
     * @param position in the layout
     * @param name in the layout
     * @param isTransposed whether rows and columns are exchanged
     * @param shape native shape
     */
    record Parameter(int position, String name, boolean isTransposed, Shape shape) implements ScriptValue {}

    /**
     * A block of the state.
     *
     * @param shape native shape
     */
    record Statistic(String name, Shape shape) implements ScriptValue {}

    /** How many samples there are. */
    record SampleCount() implements ScriptValue {}

    /**
     * Something that the translation has no word for.
     *
     * @param cause the operator that made it
     */
    record Unknown(String cause) implements ScriptValue {}

    /**
     * A value that is computed for each sample. Values that may share memory share a {@link Memory}, so that a change in
     * place through one name is noticed under the others.
     */
    final class Computed implements ScriptValue {
        private final Shape shape;
        private final Memory memory;
        private int number;
        private int version;

        private Computed(int number, Shape shape, Memory memory) {
            this.number = number;
            this.shape = shape;
            this.memory = memory;
            this.version = memory.version;
        }

        /**
         * A value in memory of its own.
         *
         * @param number in the program
         * @param shape of one sample
         */
        Computed(int number, Shape shape) {
            this(number, shape, new Memory());
        }

        /** Another value in the same memory. */
        Computed view(int otherNumber, Shape otherShape) {
            return new Computed(otherNumber, otherShape, memory);
        }

        int number() {
            return number;
        }

        Shape shape() {
            return shape;
        }

        /** Whether nothing changed this memory through another name. */
        boolean isCurrent() {
            return version == memory.version;
        }

        /** Takes another value, as an operator in place does; what else lies in this memory is no longer known. */
        void overwrite(int otherNumber) {
            number = otherNumber;
            memory.version++;
            version = memory.version;
        }
    }

    /** Counts changes in place. */
    final class Memory {
        private int version;
    }
}
