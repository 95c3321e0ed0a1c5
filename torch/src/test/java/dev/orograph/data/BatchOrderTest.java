package dev.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchOrderTest {
    @Test
    void visitsEverySampleOnce() {
        var order = BatchOrder.shuffled(1000, 7).epoch(3);
        Arrays.sort(order);
        assertThat(order).containsExactly(LongStream.range(0, 1000).toArray());
    }

    @Test
    void dependsOnSeedAndEpochAlone() {
        var order = BatchOrder.shuffled(100, 7).epoch(3);
        assertThat(BatchOrder.shuffled(100, 7).epoch(3)).isEqualTo(order);
        assertThat(BatchOrder.shuffled(100, 7).epoch(4)).isNotEqualTo(order);
        assertThat(BatchOrder.shuffled(100, 8).epoch(3)).isNotEqualTo(order);
        assertThat(BatchOrder.shuffled(100, 3).epoch(7)).isNotEqualTo(order);
    }

    @Test
    void ordersNeverChange() {
        // recomputed in Python from the algorithm as documented
        assertThat(BatchOrder.shuffled(8, 1).epoch(0)).containsExactly(4, 7, 6, 0, 3, 2, 5, 1);
        assertThat(BatchOrder.shuffled(8, -5).epoch(2)).containsExactly(2, 1, 3, 0, 4, 7, 5, 6);
    }

    @Test
    void keepsFileOrderWhenAsked() {
        assertThat(BatchOrder.sequential(4).epoch(9)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void everyPositionIsEquallyLikely() {
        // 6,000 shuffles of 3: each of the 6 orders about 1,000 times; 5 standard deviations are 144
        var counts = new int[27];
        for (int epoch = 0; epoch < 6000; epoch++) {
            var order = BatchOrder.shuffled(3, 42).epoch(epoch);
            counts[(int) (order[0] * 9 + order[1] * 3 + order[2])]++;
        }
        assertThat(Arrays.stream(counts).filter(count -> count > 0)).hasSize(6).allMatch(c -> Math.abs(c - 1000) < 144);
    }

    @Test
    void refusesNoSamples() {
        assertThatThrownBy(() -> BatchOrder.sequential(0)).hasMessage("number of samples 0 must be at least 1");
    }
}
