package dev.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.orograph.measurement.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrainingFiguresTest {
    private static final FigureOptions OPTIONS = FigureOptions.defaults();

    private static List<String> texts(Figure figure) {
        return figure.layout().texts().stream().map(TextBox::text).toList();
    }

    private static Series series(String name, double... losses) {
        var rates = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            rates[i] = Math.pow(10, i - 4);
        }
        return Series.of(name, rates, losses);
    }

    @Test
    void suggestedRatesAreNamedAndTheExplosionIsCutOff() {
        var suggestions = new LinkedHashMap<String, Double>();
        suggestions.put("valley", 1e-2);
        suggestions.put("steepest", 0.11);
        var figure = TrainingFigures.learningRates(
                series("loss of a batch", 2.2, 2.4, 2.1, 1.5, 40),
                series("smoothed", 2.2, 2.3, 2.2, 2, 9),
                suggestions,
                OPTIONS);
        assertThat(texts(figure))
                .contains("loss of a batch", "smoothed", "valley: 0.01", "steepest: 0.11", "learning rate", "loss");
        var range = Objects.requireNonNull(((Plot) figure.panels().get(0)).y().range());
        assertThat(range.low()).isBetween(1.3, 1.5);
        assertThat(range.high()).isBetween(2.4, 2.6);
    }

    @Test
    void aTestWithoutPointsOrSuggestionsIsStillAPicture() {
        var empty = Series.of("", new double[0], new double[0]);
        assertThat(texts(TrainingFigures.learningRates(empty, empty, Map.of(), OPTIONS)))
                .contains("learning rate range test");
    }

    @Test
    void schedulesAreNamed() {
        var figure = TrainingFigures.schedules(
                List.of(series("cosine", 1, 0.5, 0), series("one-cycle", 0, 1, 0)), false, OPTIONS);
        assertThat(texts(figure)).contains("cosine", "one-cycle", "epoch", "learning rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingFigures.schedules(List.of(), false, OPTIONS))
                .withMessage("no schedules to show; give at least one");
    }
}
