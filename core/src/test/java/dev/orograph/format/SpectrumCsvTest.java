package dev.orograph.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.spectrum.Quadrature;
import dev.orograph.spectrum.SpectralDensity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpectrumCsvTest {
    @TempDir
    Path folder;

    @Test
    void aDensityIsReadBackToTheBit() throws IOException {
        var first = Quadrature.of(new double[] {-1 / 3.0, 1e-300, 59.3}, new double[] {0.1, 0.9 - 1e-9, 1e-9});
        var second = Quadrature.of(new double[] {0}, new double[] {1});
        var file = folder.resolve("a.csv");
        SpectrumCsv.write(file, new SpectralDensity(5_000_000_000L, List.of(first, second)));
        var back = SpectrumCsv.read(file);
        assertThat(back.dimension()).isEqualTo(5_000_000_000L);
        assertThat(back.runs()).hasSize(2);
        assertThat(back.runs().get(0).nodes()).containsExactly(first.nodes());
        assertThat(back.runs().get(0).weights()).containsExactly(first.weights());
        assertThat(back.runs().get(1).nodes()).containsExactly(0);
    }

    @Test
    void theRowsAreTidy() throws IOException {
        var file = folder.resolve("a.csv");
        var run = Quadrature.of(new double[] {-1, 2}, new double[] {0.25, 0.75});
        SpectrumCsv.write(file, new SpectralDensity(10, List.of(run, run)));
        assertThat(file).hasContent("""
                dimension,run,node,weight
                10,0,-1.0,0.25
                10,0,2.0,0.75
                10,1,-1.0,0.25
                10,1,2.0,0.75
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b;1,2 | a spectral density has dimension, run, node, weight",
                "dimension,run,node,weight | has no rows",
                "dimension,run,node,weight;9,0,1,1;8,1,1,1 | has two dimensions, 9 and 8",
                "dimension,run,node,weight;x,0,1,1 | has 'x' in column dimension",
                "dimension,run,node,weight;9,0,y,1 | has 'y' in column node",
                "dimension,run,node,weight;9,0,1,0.5 | the weights of a quadrature sum to 0.5",
                "dimension,run,node,weight;9,0,2,0.5;9,0,1,0.5 | give finite ascending nodes",
                "dimension,run,node,weight;0,0,1,1 | 0 eigenvalues",
            })
    void whatIsNoDensityIsRefused(String lines, String sentence) throws IOException {
        var file = Files.writeString(folder.resolve("a.csv"), lines.replace(';', '\n'));
        assertThatThrownBy(() -> SpectrumCsv.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " ")
                .hasMessageContaining(sentence)
                .satisfies(FormatAssertions::isOneLine);
    }
}
