package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orograph.landscape.DirectionRecipe.Principal;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Four checkpoints that differ by (−3, −1, 1, 3) in one weight and by (1, −1, −1, 1) in a bias: two orthogonal
 * components with variances 20/3 and 4/3.
 */
class PrincipalComponentsTest extends OnPlaneFixture {
    private static final int WEIGHT = 2;
    private static final int BIAS = 13;
    private static final double ROUNDING = 1e-6;

    private final List<Path> checkpoints = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        var along = new double[][] {{-3, 1}, {-1, -1}, {1, -1}, {3, 1}};
        for (var step : along) {
            var name = "epoch" + checkpoints.size() + ".safetensors";
            checkpoints.add(network.save(name, network.moved(WEIGHT, step[0], BIAS, step[1])));
        }
    }

    private PrincipalComponents analysis(boolean ignoresRankOne) throws IOException {
        return PrincipalComponents.of(checkpoints, network.model(), Precision.FLOAT32, ignoresRankOne);
    }

    private Principal direction(int index) {
        return new Principal(checkpoints.stream().map(Path::toString).toList(), index, false);
    }

    @Test
    void findsVariancesAndSingularValues() throws IOException {
        var analysis = analysis(false);
        assertThat(analysis.count()).isEqualTo(2);
        assertThat(analysis.variances()).hasSize(3);
        assertThat(analysis.variances().get(0)).isCloseTo(20.0 / 3, within(ROUNDING * 10));
        assertThat(analysis.variances().get(1)).isCloseTo(4.0 / 3, within(ROUNDING * 10));
        assertThat(analysis.ratios().get(0)).isCloseTo(5.0 / 6, within(ROUNDING));
        assertThat(analysis.singularValues().get(0)).isCloseTo(Math.sqrt(20), within(ROUNDING * 10));
    }

    @Test
    void componentsAreUnitVectorsWithAPositiveLargestElement() throws IOException {
        var analysis = analysis(false);
        for (int index = 0; index < 2; index++) {
            var component = Tensors.toDoubles(analysis.component(index));
            var wanted = new double[PlaneFixture.ELEMENTS];
            wanted[index == 0 ? WEIGHT : BIAS] = 1;
            assertThat(component).containsExactly(wanted, within(ROUNDING));
        }
    }

    @Test
    void biasesCanBeLeftOut() throws IOException {
        var analysis = analysis(true);
        assertThat(analysis.count()).isEqualTo(1);
        assertThat(analysis.ratios().get(0)).isCloseTo(1, within(1e-12));
        assertThat(Tensors.toDoubles(analysis.component(0))[BIAS]).isZero();
    }

    @Test
    void aPlaneTellsItsShareOfTheVariance() throws IOException {
        var recipe = new PlaneRecipe(List.of(direction(0), direction(1)));
        try (var plane = recipe.through(network.centre())) {
            var trust = plane.addTo(Trust.NONE).figures();
            assertThat(trust.get("explained_variance_y")).isCloseTo(1.0 / 6, within(ROUNDING));
            assertThat(trust.get("cosine_xy")).isCloseTo(0, within(ROUNDING));
            assertThat(plane.facts().addTo(Provenance.NONE).entries())
                    .containsKeys("pca.explained_variance_ratio", "pca.singular_values");
            assertThat(plane.facts().extras(2).get("explained_variance_ratio_")).hasSize(2);
        }
        assertThat(recipe.axisName(0)).isEqualTo("principal component 1");
    }

    @Test
    void aFileKeepsThemForOthersToRead() throws IOException {
        var file = folder.resolve("directions.h5");
        try (var plane = new PlaneRecipe(List.of(direction(0), direction(1))).through(network.centre())) {
            DirectionFile.write(file, plane, network.layout());
            var again = DirectionFile.read(file).direction(1, network.model(), Precision.FLOAT32);
            assertThat(Tensors.toDoubles(again))
                    .containsExactly(Tensors.toDoubles(plane.directions().get(1)));
        }
    }

    @Test
    void tellsWhatIsMissing() throws IOException {
        assertThatThrownBy(() -> analysis(false).component(2))
                .hasMessageContaining("there is no principal component 2: the 4 checkpoints have 2");
        var one = checkpoints.get(0);
        assertThatThrownBy(() -> PrincipalComponents.of(List.of(one), network.model(), Precision.FLOAT32, false))
                .hasMessageContaining("at least two checkpoints, but there is only " + one);
        assertThatThrownBy(() -> PrincipalComponents.of(List.of(one, one), network.model(), Precision.FLOAT32, false))
                .hasMessageContaining("they are all the same");
    }
}
