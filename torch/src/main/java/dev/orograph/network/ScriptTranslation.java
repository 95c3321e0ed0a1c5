package dev.orograph.network;

import dev.orograph.tensor.Tensors;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Whether a TorchScript network could be written as a program of layers over its own θ and state, so that whatever runs
 * programs faster than networks can run it.
 *
 * @param program without a state of its own: {@link Program#initialState} is empty, the network's is used
 * @param reason why there is none, beginning with the operator that is not known; empty if there is a program
 */
public record ScriptTranslation(Optional<Program> program, String reason) {
    /** Samples on which both must agree. More than one, and no number that a network would have written into it. */
    private static final long SAMPLES = 7;

    static ScriptTranslation of(ScriptModel model, Tensor samples) {
        try (var scope = new PointerScope();
                var guard = new NoGradGuard()) {
            var few = samples.narrow(0, 0, Math.min(SAMPLES, samples.size(0)));
            var program = program(model, few);
            var difference = TranslationCheck.difference(model, program, few);
            return difference.isEmpty()
                    ? new ScriptTranslation(Optional.of(program), "")
                    : new ScriptTranslation(Optional.empty(), difference.get());
        } catch (UntranslatableException e) {
            return new ScriptTranslation(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static Program program(ScriptModel model, Tensor samples) {
        if (!samples.is_floating_point()) {
            throw new UntranslatableException("whole numbers as samples");
        }
        var sample = Tensors.shape(samples.select(0, 0));
        var writer = new ProgramWriter(sample);
        int output = new ScriptInterpreter(model::member, writer).output(model.graph(), sample);
        if (output == 0) {
            throw new UntranslatableException("an output that is the input");
        }
        return writer.program(output, model.layout(), model.aliases());
    }
}
