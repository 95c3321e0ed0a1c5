package dev.orograph.network;

/**
 * One step of a program. Every instruction makes one new value from earlier ones; value 0 is the network's input, and
 * the value of the instruction at position i is i + 1.
 */
public sealed interface Instruction {
    /**
     * An operation on one value.
     *
     * @param binding the operation with its parameters
     * @param input number of the value it takes
     */
    record Apply(Binding binding, int input) implements Instruction {}

    /**
     * first + second, as in {@link Residual}.
     *
     * @param first number of the body's value
     * @param second number of the shortcut's value
     */
    record Sum(int first, int second) implements Instruction {}

    /**
     * The channels of the first followed by those of the second, as in {@link Concatenate}.
     *
     * @param first number of the body's value
     * @param second number of the value that entered the body
     */
    record Join(int first, int second) implements Instruction {}
}
