package dev.orograph.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.measurement.Axis;
import dev.orograph.measurement.Grid;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import dev.orograph.measurement.Trust;
import dev.orograph.provenance.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether maps can be compared: one difference, one sentence. */
class ComparabilityTest {
    private static final String RECIPE = """
            {"model": {"name": "mlp", "parameters": {}}, "weights": "one.safetensors",
             "splits": ["TRAIN"], "limit": 1000,
             "plane": {"directions": [{"kind": "random", "seed": 3, "stream": 0, "normalization": "FILTER",
                                       "rankOne": "ZERO"}], "frame": "AS_GIVEN"},
             "batchNorm": {"kind": "FROZEN", "samples": 0, "batch": 0}, "grid": ["-1:1:5"],
             "loss": "cross-entropy", "precision": "FLOAT32",
             "digests": {"data.train": "0123456789abcdef", "weights": "aaaa"}}
            """;

    private static Subject subject(String name, String recipe, Axis axis) {
        var values = new double[axis.count()];
        return new Subject(
                name,
                List.of(Surface.complete(
                        Grid.of(axis), Map.of("train_loss", values), Provenance.NONE.with("recipe", recipe))));
    }

    private static Axis axis() {
        return new Axis("x", -1, 1, 5);
    }

    @Test
    void networksAndWeightsMayDiffer() {
        var other = RECIPE.replace("mlp", "resnet20")
                .replace("one.safetensors", "two.pt")
                .replace("aaaa", "bbbb");
        var verdict = Comparability.of(List.of(subject("A", RECIPE, axis()), subject("B", other, axis())));
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.isComparable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "FILTER"               | "LAYER"                | Different normalisations: A has random filter zero, B has random layer zero.
        "ZERO"                 | "COPY"                 | Different normalisations: A has random filter zero, B has random filter copy.
        "AS_GIVEN"             | "ORTHOGONAL"           | Different frames of directions: A has as given, B has orthogonal.
        "seed": 3              | "seed": 4              | Different seeds: A has 3, B has 4.
        0123456789abcdef       | ffffffffffffffff       | Different data (by digest): A has train 01234567, B has train ffffffff.
        "FROZEN", "samples": 0 | "BATCH", "samples": 64 | Different batch-norm policies: A has frozen, B has batch (64).
        cross-entropy          | mse                    | Different losses: A has cross-entropy, B has mse.
        ["TRAIN"]              | ["TEST"]               | Different splits of the data: A has train, B has test.
        FLOAT32                | BFLOAT16               | Different precisions: A has float32, B has bfloat16.
        """)
    void eachDifferenceIsOneReason(String here, String there, String reason) {
        var other = RECIPE.replace(here, there);
        assertThat(other).isNotEqualTo(RECIPE);
        var verdict = Comparability.of(List.of(subject("A", RECIPE, axis()), subject("B", other, axis())));
        assertThat(verdict.reasons()).containsExactly(reason);
        assertThat(verdict.isComparable()).isFalse();
    }

    @Test
    void differentSamplesAskForCare() {
        var other = RECIPE.replace("\"limit\": 1000", "\"limit\": null");
        var verdict = Comparability.of(List.of(subject("A", RECIPE, axis()), subject("B", other, axis())));
        assertThat(verdict.isComparable()).isTrue();
        assertThat(verdict.sentence()).contains("with care only");
        assertThat(verdict.cautions())
                .containsExactly("Different samples: A has the first 1000, B has all. Differences within their standard"
                        + " errors may come from the samples alone.");
    }

    @Test
    void prefixesOfSamplesAskForCareEvenIfBothTakeThem() {
        var some =
                RECIPE.replace("\"limit\": 1000", "\"limit\": null, \"sampling\": {\"tolerance\": 0.01, \"seed\": 3}");
        var verdict = Comparability.of(List.of(subject("A", some, axis()), subject("B", some, axis())));
        assertThat(verdict.cautions())
                .singleElement()
                .asString()
                .startsWith("Each cell of A and B was measured on as many samples as its precision asks");
        verdict = Comparability.of(List.of(subject("A", some, axis()), subject("B", RECIPE, axis())));
        assertThat(verdict.isComparable()).isTrue();
        assertThat(verdict.cautions())
                .anySatisfy(sentence -> assertThat(sentence)
                        .startsWith(
                                "Different samples: A has as many as a precision of 1.00 % asks, shuffled by seed 3,"
                                        + " B has the first 1000."))
                .hasSize(2);
    }

    @Test
    void interpolatedCellsAskForCare() {
        var status = new Status[5];
        Arrays.fill(status, Status.COMPUTED);
        status[1] = Status.INTERPOLATED;
        status[3] = Status.INTERPOLATED;
        var adaptive = new Subject(
                "B",
                List.of(Surface.of(
                        Grid.of(axis()),
                        Map.of("train_loss", new double[5]),
                        status,
                        Trust.NONE,
                        Provenance.NONE.with("recipe", RECIPE))));
        var verdict = Comparability.of(List.of(subject("A", RECIPE, axis()), adaptive));
        assertThat(verdict.isComparable()).isTrue();
        assertThat(verdict.cautions())
                .singleElement()
                .asString()
                .startsWith("2 of 5 cells of the map of B were interpolated, not measured");
    }

    @Test
    void rangesAndPointsMustBeTheSame() {
        var wide = subject("wide", RECIPE, new Axis("x", -2, 2, 5));
        var fine = subject("fine", RECIPE, new Axis("x", -1, 1, 7));
        var verdict = Comparability.of(List.of(subject("A", RECIPE, axis()), wide));
        assertThat(verdict.reasons()).containsExactly("Different ranges: A has -1 to 1, wide has -2 to 2.");
        verdict = Comparability.of(List.of(subject("A", RECIPE, axis()), fine));
        assertThat(verdict.reasons()).containsExactly("Different numbers of points: A has 5, fine has 7.");
    }

    @Test
    void aMapThatSaysNothingCannotBeCompared() {
        for (var text : List.of("no JSON", "")) {
            var silent = subject("B", text, axis());
            assertThat(Comparability.of(List.of(subject("A", RECIPE, axis()), silent))
                            .isComparable())
                    .isFalse();
        }
        var bare = new Subject(
                "B", List.of(Surface.complete(Grid.of(axis()), Map.of("train_loss", new double[5]), Provenance.NONE)));
        assertThat(Comparability.of(List.of(subject("A", RECIPE, axis()), bare)).reasons())
                .singleElement()
                .asString()
                .startsWith("Nothing is recorded about how the map of B was measured");
    }

    @Test
    void anUnfinishedMapCannotBeCompared() {
        var status = new Status[5];
        Arrays.fill(status, Status.COMPUTED);
        status[3] = Status.PENDING;
        var unfinished = new Subject(
                "B",
                List.of(Surface.of(
                        Grid.of(axis()),
                        Map.of("train_loss", new double[5]),
                        status,
                        Trust.NONE,
                        Provenance.NONE.with("recipe", RECIPE))));
        assertThat(Comparability.of(List.of(subject("A", RECIPE, axis()), unfinished))
                        .reasons())
                .containsExactly("The map of B is not complete.");
    }

    @Test
    void aSubjectNeedsSurfacesOfOneKind() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Subject("A", List.of()));
    }
}
