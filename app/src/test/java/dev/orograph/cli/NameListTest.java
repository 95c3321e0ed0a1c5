package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.network.Architectures;
import dev.orograph.network.InitializationRecipe;
import dev.orograph.objective.Loss;
import dev.orograph.optimize.OptimizerSettings;
import dev.orograph.optimize.Schedule;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** {@code list} of names: all there are, with just the parameters that they take. */
class NameListTest {
    private final CommandLineFixture cli = new CommandLineFixture();

    /** Asks each with a parameter that none has: the refusal names those it has. */
    private static void requireParameters(NameList list, Consumer<String> parse) {
        for (var entry : list.entries()) {
            var end = entry.name().endsWith("sam") ? "+sgd" : "";
            assertThat(entry.is()).as(entry.name()).isNotBlank();
            assertThatThrownBy(() -> parse.accept(entry.name() + ":flavour=1" + end))
                    .isInstanceOf(IllegalArgumentException.class)
                    .as(entry.name())
                    .satisfies(problem -> assertThat(problem.getMessage())
                            .satisfiesAnyOf(
                                    text -> assertThat(text).endsWith("; it has " + entry.takes()),
                                    text -> assertThat(entry.takes()).isEmpty()));
        }
    }

    @Test
    void everyNameIsListedWithItsParameters() {
        requireParameters(NameList.OPTIMIZERS, OptimizerSettings::parse);
        requireParameters(NameList.SCHEDULES, Schedule::parse);
        requireParameters(NameList.LOSSES, Loss::byName);
        requireParameters(NameList.INITIALISERS, InitializationRecipe::parse);
    }

    @Test
    void modelsWithTheSameParametersShareALine() {
        assertThat(cli.run("list", "models")).isZero();
        assertThat(cli.out())
                .contains("mlp", "widths: widths of the hidden layers")
                .contains("resnet20, ");
        assertThat(cli.run("list", "models", "--json")).isZero();
        assertThat(JsonMapper.shared().readTree(cli.out()).size())
                .isEqualTo(Architectures.names().size());
    }

    @Test
    void aListIsOneLinePerName() {
        assertThat(cli.run("list", "optimizers")).isZero();
        assertThat(cli.out().lines()).hasSize(1 + OptimizerSettings.names().size());
        assertThat(cli.out())
                .containsPattern("\nlion +the sign of a mean of gradients +lr, beta1, beta2, weight_decay\n");
    }
}
