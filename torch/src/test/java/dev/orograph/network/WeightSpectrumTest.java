package dev.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.format.Safetensors;
import dev.orograph.spectrum.SingularValues;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WeightSpectrumTest {
    private static Path file(String name) throws Exception {
        return Path.of(Objects.requireNonNull(WeightSpectrumTest.class.getResource("matrices/" + name))
                .toURI());
    }

    @Test
    void agreesWithNumpyOnEveryReferenceMatrix() throws Exception {
        var facts = JsonMapper.shared()
                .readTree(Files.readString(file("matrices.json")))
                .path("matrices");
        var matrices = Safetensors.read(file("matrices_f64.safetensors"));
        assertThat(matrices.blocks()).hasSize(7);
        for (var block : matrices.blocks()) {
            try (var scope = new PointerScope()) {
                var spectrum = WeightSpectrum.of(Tensors.fromArray(block));
                assertAgrees(spectrum, facts.path(block.name()), block.name());
            }
        }
    }

    private static void assertAgrees(SingularValues spectrum, JsonNode fact, String name) throws IOException {
        for (int i = 0; i < spectrum.size(); i++) {
            assertThat(spectrum.values()[i])
                    .as(name)
                    .isCloseTo(fact.path("singular_values").path(i).doubleValue(), within(1e-11));
        }
        assertNear(spectrum.rank(), fact, "rank", name);
        assertNear(spectrum.effectiveRank(), fact, "effective_rank_entropy", name);
        assertNear(spectrum.effectiveRankRatio(), fact, "effective_rank_entropy_ratio", name);
        assertNear(spectrum.effectiveEnergyRank(), fact, "effective_rank_entropy_energy", name);
        assertNear(spectrum.nuclearRank(), fact, "effective_rank_sum_over_max", name);
        assertNear(spectrum.stableRank(), fact, "stable_rank", name);
        assertNear(spectrum.publishedRankRatio(), fact, "dldna_rank95_ratio", name);
        assertNear(spectrum.spectralNorm(), fact, "spectral_norm", name);
        assertNear(spectrum.nuclearNorm(), fact, "nuclear_norm", name);
        assertNear(spectrum.frobeniusNorm(), fact, "frobenius", name);
        if (fact.path("condition_number").isNull()) {
            assertThat(spectrum.conditionNumber()).as(name).isInfinite();
        } else {
            assertNear(spectrum.conditionNumber(), fact, "condition_number", name);
        }
    }

    private static void assertNear(double value, JsonNode fact, String key, String name) {
        double expected = fact.path(key).doubleValue();
        assertThat(value).as(name + " " + key).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }

    @Test
    void kernelsAreMatricesWithARowPerOutputAndNumbersMatricesOfOne() {
        try (var scope = new PointerScope()) {
            assertThat(WeightSpectrum.of(torch.ones(2, 3, 2, 2)).values()).hasSize(2);
            assertThat(WeightSpectrum.of(torch.ones(2, 3, 2, 2)).spectralNorm())
                    .isCloseTo(Math.sqrt(24), within(1e-12));
            var slope = WeightSpectrum.of(Tensors.of(new float[] {0.25f}, 1));
            assertThat(slope.spectralNorm()).isEqualTo(0.25);
            assertThat(slope.conditionNumber()).isEqualTo(1);
        }
    }

    @Test
    void nothingIsKnownOfAMatrixWithNaN() {
        try (var scope = new PointerScope()) {
            var spectrum = WeightSpectrum.of(Tensors.of(new float[] {1, Float.NaN, 2, 3}, 2, 2));
            assertThat(spectrum.spectralNorm()).isNaN();
            assertThat(spectrum.conditionNumber()).isNaN();
            assertThat(spectrum.effectiveRankRatio()).isNaN();
            assertThat(spectrum.publishedRankRatio()).isNaN();
            assertThat(spectrum.frobeniusNorm()).isNaN();
        }
    }

    @Test
    void aMatrixOfZerosHasRankZeroAndNoCondition() {
        var spectrum = SingularValues.of(new double[] {0, 0}, 2, 3);
        assertThat(spectrum.conditionNumber()).isInfinite();
        assertThat(spectrum.effectiveRank()).isZero();
        assertThat(spectrum.stableRank()).isZero();
        assertThat(spectrum.publishedRankRatio()).isZero();
        assertThat(spectrum.frobeniusNorm()).isZero();
    }

    @Test
    void refusesWhatAreNoSingularValues() {
        assertThatThrownBy(() -> SingularValues.of(new double[] {1}, 2, 2)).hasMessageContaining("shorter side");
        assertThatThrownBy(() -> SingularValues.of(new double[] {1, 2}, 2, 2)).hasMessageContaining("descending");
    }
}
