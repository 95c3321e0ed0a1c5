package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.Shape;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.RandomStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks by PyTorch 2.13, from bench/crosscheck/make_translations.py; each takes images 1×8×8. */
class ScriptTranslationTest {
    private static ScriptModel load(String name) throws Exception {
        return ScriptModel.load(resource("scripts/" + name + ".pt"));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(ScriptTranslationTest.class.getResource(name))
                .toURI());
    }

    private static Tensor images() {
        return RandomStream.of(11).gaussians(9 * 64L).view(9, 1, 8, 8);
    }

    private static Program program(ScriptModel model) {
        var translation = model.translation(images());
        assertThat(translation.reason()).isEmpty();
        return translation.program().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlp",
                "cnn",
                "resnet",
                "option_a",
                "bottleneck",
                "activations",
                "dense",
                "in_place",
                "tied",
                "plain",
                "normalised"
            })
    void tracedAndScriptedBecomeOneProgramOverTheirOwnLayout(String name) throws Exception {
        try (var scope = new PointerScope();
                var traced = load(name + "_traced");
                var scripted = load(name + "_scripted")) {
            var program = program(traced);
            assertThat(program.layout()).isSameAs(traced.layout());
            assertThat(program(scripted).instructions()).isEqualTo(program.instructions());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unknown_traced        | aten::sort
            unknown_scripted      | aten::sort
            branch_scripted       | prim::If, a branch that depends on aten::sum
            changes_input_scripted | aten::cumsum
            through_view_traced   | aten::flatten of a value that was changed in place under another name
            through_view_scripted | aten::flatten of a value that was changed in place under another name
            training_traced       | aten::dropout that is on for ever; export the model after model.eval()
            """)
    void namesTheOperatorThatPreventsIt(String name, String reason) throws Exception {
        try (var scope = new PointerScope();
                var model = load(name)) {
            var translation = model.translation(images());
            assertThat(translation.program()).isEmpty();
            assertThat(translation.reason()).isEqualTo(reason);
        }
    }

    @Test
    void dropoutIsOffInANetworkScriptedInTrainingMode() throws Exception {
        try (var scope = new PointerScope();
                var model = load("training_scripted")) {
            assertThat(program(model).bindings().stream()
                            .map(binding -> binding.operation().getClass().getSimpleName()))
                    .containsExactly("Flatten", "Linear", "Relu", "Linear", "Relu", "Linear");
        }
    }

    @Test
    void tiedParametersAreOneBlock() throws Exception {
        try (var scope = new PointerScope();
                var model = load("tied_scripted")) {
            var program = program(model);
            var layout = program.layout();
            var linear = program.bindings().stream()
                    .filter(binding -> binding.operation() instanceof Linear)
                    .map(Binding::blocks)
                    .toList();
            int weight = layout.indexOf("middle.weight");
            int bias = layout.indexOf("middle.bias");
            assertThat(linear.get(1)).containsExactly(weight, bias);
            assertThat(linear.get(2)).containsExactly(weight, bias);
            assertThat(linear.get(3)).containsExactly(weight, layout.indexOf("other.bias"));
            assertThat(program.aliases()).containsEntry("other.weight", "middle.weight");
        }
    }

    /** The same program with another operation in place of some. */
    private static Program replaced(Program program, UnaryOperator<Operation> other) {
        var bindings = new ArrayList<Binding>();
        var instructions = new ArrayList<Instruction>();
        for (var instruction : program.instructions()) {
            if (instruction instanceof Instruction.Apply apply) {
                var old = apply.binding();
                var binding = new Binding(
                        old.name(),
                        old.index(),
                        other.apply(old.operation()),
                        old.blocks(),
                        old.states(),
                        old.input(),
                        old.output());
                bindings.add(binding);
                instructions.add(new Instruction.Apply(binding, apply.input()));
            } else {
                instructions.add(instruction);
            }
        }
        return new Program(instructions, bindings, program.layout(), Map.of(), Map.of(), program.output());
    }

    @Test
    void aWrongProgramIsRefused() throws Exception {
        try (var scope = new PointerScope();
                var model = load("mlp_traced")) {
            var wrong = replaced(program(model), operation -> operation instanceof Relu ? new LeakyRelu() : operation);
            assertThat(TranslationCheck.difference(model, wrong, images()))
                    .hasValueSatisfying(sentence ->
                            assertThat(sentence).matches("its outputs differ from the network's own by up to \\S+"));
        }
    }

    @Test
    void aProgramThatIsRightAtTheOwnWeightsOnlyIsRefused() throws Exception {
        try (var scope = new PointerScope();
                var model = load("activations_traced")) {
            // The slopes are learned; in the file they have their first value.
            var wrong =
                    replaced(program(model), operation -> operation instanceof PRelu ? new LeakyRelu(0.25) : operation);
            assertThat(TranslationCheck.difference(model, wrong, images()))
                    .hasValueSatisfying(sentence -> assertThat(sentence).endsWith(" at changed weights"));
        }
    }

    @Test
    void whatTheOutputDoesNotNeedIsLeftOut() {
        var writer = new ProgramWriter(Shape.of(3));
        writer.apply(new Tanh(), "", List.of(), List.of(), 0);
        int kept = writer.apply(new Relu(), "", List.of(), List.of(), 0);
        writer.apply(new Gelu(), "", List.of(), List.of(), kept);
        int sum = writer.sum(kept, kept);
        var program = writer.program(sum, Layout.builder().build(), Map.of());
        assertThat(program.bindings().stream().map(Binding::operation)).containsExactly(new Relu());
        assertThat(program.instructions()).hasSize(2).contains(new Instruction.Sum(1, 1));
    }
}
