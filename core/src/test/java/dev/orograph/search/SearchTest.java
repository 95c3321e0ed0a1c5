package dev.orograph.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    private static final List<SearchParameter> SPACE = List.of(
            SearchParameter.parse("lr=log:1e-5:1"),
            SearchParameter.parse("momentum=0:1"),
            SearchParameter.parse("activation=choice:relu/tanh/gelu"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lr=log:1.0E-5:0.1",
                "momentum=0.0:0.99",
                "batch-size=int:log:16:512",
                "epochs=int:1:5",
                "activation=choice:relu/tanh"
            })
    void textFormsReadBack(String text) {
        assertThat(SearchParameter.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "lr=log:1e-5:1e-1, 0.5, 0.001",
        "momentum=0:0.9, 0.5, 0.45",
        "batch-size=int:16:512, 0, 16",
        "batch-size=int:16:512, 1, 512",
        "activation=choice:relu/tanh, 1, tanh"
    })
    void placesAreTextsOfTheSetting(String space, double place, String text) {
        assertThat(SearchParameter.parse(space).text(place)).isEqualTo(text);
    }

    @Test
    void saysWhatIsWrongWithASpace() {
        assertThatThrownBy(() -> SearchParameter.parse("lr=log:0:1"))
                .hasMessage("search space lr: a logarithmic interval must begin above 0, not at 0.0");
        assertThatThrownBy(() -> SearchParameter.parse("lr=1:0"))
                .hasMessage("search space lr: 1.0 to 0.0 is no interval; give the smaller first");
        assertThatThrownBy(() -> SearchParameter.parse("lr=choice:1"))
                .hasMessage("search space lr: give at least two different choices, as in lr=choice:a/b, not 1");
        assertThatThrownBy(() -> SearchParameter.parse("lr"))
                .hasMessageStartingWith("search space 'lr' must look like");
    }

    @Test
    void proposalsDependOnSeedNumberAndTrialsAlone() {
        var trials = trials(new RandomSearch(), 12, 3, SearchTest::loss);
        var search = new TreeParzenSearch();
        assertThat(search.propose(SPACE, trials, 3, 12)).isEqualTo(search.propose(SPACE, trials, 3, 12));
        assertThat(search.propose(SPACE, trials, 3, 12)).isNotEqualTo(search.propose(SPACE, trials, 4, 12));
        assertThat(search.propose(SPACE, trials, 3, 12)).isNotEqualTo(search.propose(SPACE, trials, 3, 13));
    }

    /** The integral over all places is 1, and draws fall where the density says. */
    @Test
    void densitiesAreDensities() {
        var density = ParzenDensity.Gaussians.of(new double[] {0.05, 0.3, 0.32, 0.9});
        int cells = 10_000;
        var integral = IntStream.range(0, cells)
                .mapToDouble(i -> density.at((i + 0.5) / cells) / cells)
                .sum();
        assertThat(integral).isCloseTo(1, within(1e-6));
        var random = new Random(1);
        int draws = 100_000;
        long below = IntStream.range(0, draws)
                .filter(i -> density.draw(random) < 0.4)
                .count();
        var expected = IntStream.range(0, cells)
                .mapToDouble(i -> (i + 0.5) / cells < 0.4 ? density.at((i + 0.5) / cells) / cells : 0)
                .sum();
        // Five standard deviations of a share of so many draws.
        assertThat((double) below / draws).isCloseTo(expected, within(5 * Math.sqrt(0.25 / draws)));
        var shares = ParzenDensity.Shares.of(new double[] {0, 2, 2}, 3);
        assertThat(IntStream.range(0, 3).mapToDouble(shares::at).toArray())
                .containsExactly(new double[] {2.0 / 6, 1.0 / 6, 3.0 / 6}, within(1e-12));
    }

    /** Lowest at a rate of 1e-3, a momentum of .8 and gelu; failed above a rate of .3. */
    private static double loss(List<Double> places) {
        double rate = Math.log10(((SearchParameter.Interval) SPACE.get(0)).value(places.get(0)));
        return rate > Math.log10(0.3)
                ? Double.NaN
                : Math.pow(rate + 3, 2) + 4 * Math.pow(places.get(1) - 0.8, 2) + (places.get(2) == 2 ? 0 : 0.5);
    }

    private static List<Trial> trials(Proposer proposer, int count, long seed, ToDoubleFunction<List<Double>> loss) {
        var trials = new ArrayList<Trial>();
        for (int i = 0; i < count; i++) {
            var places = proposer.propose(SPACE, trials, seed, i);
            trials.add(new Trial(places, loss.applyAsDouble(places)));
        }
        return trials;
    }

    private static double best(Proposer proposer, long seed) {
        return trials(proposer, 60, seed, SearchTest::loss).stream()
                .mapToDouble(Trial::rank)
                .min()
                .orElseThrow();
    }

    @Test
    void aModelOfTheTrialsFindsLowerLossesThanChance() {
        var modelled = IntStream.range(0, 20)
                .mapToDouble(seed -> best(new TreeParzenSearch(), seed))
                .toArray();
        var random = IntStream.range(0, 20)
                .mapToDouble(seed -> best(new RandomSearch(), seed))
                .toArray();
        Arrays.sort(modelled);
        Arrays.sort(random);
        assertThat(modelled[10]).isLessThan(random[10] / 10);
    }
}
