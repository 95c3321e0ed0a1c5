package dev.orograph.network;

import dev.orograph.tensor.Layout;
import dev.orograph.tensor.State;
import org.bytedeco.pytorch.Tensor;

/** A built-in network as a function of θ. Without state of its own, so any number of threads may use it. */
public final class ArchitectureModel implements Model {
    private final Architecture architecture;
    private final Program program;
    private final ProgramRunner runner;

    /**
     * Prepares the network.
     *
     * @throws IllegalArgumentException if a layer cannot take what the one before gives, as with too small an image
     */
    public ArchitectureModel(Architecture architecture) {
        this(architecture, architecture.program(), Foldings.none());
    }

    private ArchitectureModel(Architecture architecture, Program program, Foldings foldings) {
        this.architecture = architecture;
        this.program = program;
        this.runner = new ProgramRunner(program, foldings);
    }

    public Architecture architecture() {
        return architecture;
    }

    /** The layers in the order they run, and which blocks are theirs. */
    public Program program() {
        return program;
    }

    @Override
    public String description() {
        return architecture.name();
    }

    @Override
    public Layout layout() {
        return program.layout();
    }

    @Override
    public State initialState() {
        return program.initialState();
    }

    @Override
    public Model forOtherThread() {
        return this;
    }

    @Override
    public Model folded() {
        return new ArchitectureModel(architecture, program, Foldings.of(program));
    }

    @Override
    public Tensor forward(Tensor theta, State state, Tensor input, Mode mode) {
        return runner.forward(theta, state, input, mode);
    }

    /**
     * The same, and shows every layer's output to an observer; of a {@linkplain #folded folded} network too, each layer
     * runs by itself.
     */
    public Tensor forward(Tensor theta, State state, Tensor input, Mode mode, ActivationObserver observer) {
        return runner.forward(theta, state, input, mode, observer);
    }
}
