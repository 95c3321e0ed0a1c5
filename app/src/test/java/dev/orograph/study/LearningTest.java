package dev.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LearningTest {
    @Test
    void countsEpochsToNinetyNinePercentOfTheImprovement() {
        assertThat(Learning.of(new double[] {2.3, 0.6, 0.515, 0.5}, false, 10).text())
                .isEqualTo("2");
        assertThat(Learning.of(new double[] {2.3, 0.5}, false, 10).text()).isEqualTo("1");
    }

    @Test
    void staysHonestAboutWhatDidNotLearn() {
        assertThat(Learning.of(new double[] {2.30, 2.2995, 2.299}, false, 10).text())
                .isEqualTo("did not learn");
        assertThat(Learning.of(new double[] {9, 2.3026}, false, 10).text()).isEqualTo("did not learn");
        assertThat(Learning.of(new double[] {1, 1.5}, false, 10).text()).isEqualTo("did not learn");
    }

    @Test
    void divergenceIsAVerdict() {
        assertThat(Learning.of(new double[] {2.3}, true, 10).text()).isEqualTo("diverged");
        assertThat(Learning.of(new double[] {2.3, Double.NaN}, false, 10).text())
                .isEqualTo("diverged");
    }
}
