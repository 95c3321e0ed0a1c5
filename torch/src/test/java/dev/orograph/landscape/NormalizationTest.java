package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.tensor.BlockKind;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Tensors;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    private static final double ROUNDING = 1e-6;

    private final Layout layout = Layout.builder()
            .add("weight", BlockKind.WEIGHT, 2, 2)
            .add("bias", BlockKind.BIAS, 2)
            .build();
    private final float[] direction = {3, 4, 0, 0, 1, 1};
    private final float[] theta = {0, 10, 6, 8, 3, 4};

    private double[] apply(Normalization normalization, RankOnePolicy policy) {
        try (var scope = new PointerScope()) {
            var d = Tensors.of(direction, 6);
            var result = normalization.apply(d, Tensors.of(theta, 6), layout, policy);
            assertThat(Tensors.toFloats(d)).as("the direction given").containsExactly(direction);
            return Tensors.toDoubles(result);
        }
    }

    @Test
    void filterGivesEachRowTheNormOfItsWeights() {
        assertThat(apply(Normalization.FILTER, RankOnePolicy.ZERO))
                .containsExactly(new double[] {6, 8, 0, 0, 0, 0}, within(ROUNDING));
    }

    @Test
    void layerGivesEachBlockTheNormOfItsWeights() {
        double ratio = Math.sqrt(200) / 5;
        assertThat(apply(Normalization.LAYER, RankOnePolicy.LAYER))
                .containsExactly(
                        new double[] {3 * ratio, 4 * ratio, 0, 0, 5 / Math.sqrt(2), 5 / Math.sqrt(2)},
                        within(ROUNDING));
    }

    @Test
    void weightMultipliesElementwise() {
        assertThat(apply(Normalization.WEIGHT, RankOnePolicy.COPY))
                .containsExactly(new double[] {0, 40, 0, 0, 3, 4}, within(ROUNDING));
    }

    @Test
    void dfilterAndDlayerGiveUnitNorm() {
        assertThat(apply(Normalization.DFILTER, RankOnePolicy.ZERO))
                .containsExactly(new double[] {.6, .8, 0, 0, 0, 0}, within(ROUNDING));
        assertThat(apply(Normalization.DLAYER, RankOnePolicy.LAYER))
                .containsExactly(new double[] {.6, .8, 0, 0, Math.sqrt(.5), Math.sqrt(.5)}, within(ROUNDING));
    }

    @Test
    void modelGivesTheWholeVectorTheNormOfTheWeights() {
        double ratio = Math.sqrt(225) / Math.sqrt(27);
        assertThat(apply(Normalization.MODEL, RankOnePolicy.LAYER))
                .containsExactly(new double[] {3 * ratio, 4 * ratio, 0, 0, ratio, ratio}, within(ROUNDING * 10));
    }

    @Test
    void noneLeavesWeightsAndFollowsThePolicyForBiases() {
        assertThat(apply(Normalization.NONE, RankOnePolicy.LAYER)).containsExactly(3, 4, 0, 0, 1, 1);
        assertThat(apply(Normalization.NONE, RankOnePolicy.ZERO)).containsExactly(3, 4, 0, 0, 0, 0);
    }

    @Test
    void namesItsChoicesWhenAWordIsUnknown() {
        assertThatThrownBy(() -> Normalization.parse("filters"))
                .hasMessageContaining("'filters'")
                .hasMessageContaining("dfilter");
    }
}
