package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orograph.landscape.DirectionRecipe;
import dev.orograph.landscape.DirectionRecipe.Downhill;
import dev.orograph.landscape.DirectionRecipe.InFile;
import dev.orograph.landscape.DirectionRecipe.Moment;
import dev.orograph.landscape.DirectionRecipe.Parameter;
import dev.orograph.landscape.DirectionRecipe.Principal;
import dev.orograph.landscape.DirectionRecipe.Random;
import dev.orograph.landscape.DirectionRecipe.Rescaled;
import dev.orograph.landscape.DirectionRecipe.Same;
import dev.orograph.landscape.DirectionRecipe.Towards;
import dev.orograph.landscape.Frame;
import dev.orograph.landscape.Normalization;
import dev.orograph.landscape.PlaneRecipe;
import dev.orograph.landscape.RankOnePolicy;
import dev.orograph.optimize.MomentKind;
import dev.orograph.report.PlaneFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PlaneOptionsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @Command
    private static final class Holder {
        @Mixin
        private final PlaneOptions plane = new PlaneOptions("random");
    }

    /** A run with checkpoints of the epochs 1, 2 and 3. */
    @BeforeAll
    static void makeRun() throws IOException {
        CommandLineFixture.finishedRun(folder.resolve("run"));
    }

    private static PlaneRecipe parse(@Nullable Path run, int dimensions, List<String> flags) throws IOException {
        var holder = new Holder();
        new CommandLine(holder).parseArgs(Arguments.normalized(flags.toArray(String[]::new)));
        var words = new DirectionWords(new RunsOption(), run == null ? null : run.toString(), null);
        return holder.plane.recipe(dimensions, words);
    }

    private static PlaneRecipe parse(String flags) throws IOException {
        return parse(folder.resolve("run"), 2, List.of(flags.split(" ")));
    }

    private static String checkpoint(int epoch) {
        return folder.resolve("run/checkpoints/epoch-000" + epoch + ".safetensors")
                .toString();
    }

    private static Principal principal(int index, int... epochs) {
        return new Principal(
                Arrays.stream(epochs).mapToObj(PlaneOptionsTest::checkpoint).toList(), index, false);
    }

    private static List<PlaneRecipe> recipes() {
        var random = new Random(5, 1, Normalization.LAYER, RankOnePolicy.COPY);
        return List.of(
                PlaneRecipe.random(2, 4, Normalization.FILTER, RankOnePolicy.LAYER),
                PlaneRecipe.random(1, 4, Normalization.MODEL, RankOnePolicy.COPY),
                PlaneRecipe.random(2, 4, Normalization.FILTER, RankOnePolicy.ZERO)
                        .withFrame(Frame.ORTHOGONAL),
                PlaneRecipe.file(2, Path.of("directions.h5")),
                PlaneRecipe.weights(List.of(Path.of("a.pt"), Path.of("b.pt"))).withFrame(Frame.ORTHONORMAL),
                PlaneRecipe.coordinates(List.of("w[1]", "b")),
                of(new Parameter("w[1]"), random),
                of(new InFile("d.h5", 1), new InFile("d.h5", 0)),
                of(principal(0, 1, 2, 3), principal(1, 1, 2, 3)),
                of(principal(0, 1, 2), new Rescaled(principal(0, 1, 3), Normalization.FILTER, RankOnePolicy.ZERO)),
                of(new Moment(MomentKind.FIRST, "state"), new Moment(MomentKind.SECOND, "state")),
                of(new Downhill(), new Same()),
                of(new Towards("a.pt"), new Rescaled(new Downhill(), Normalization.MODEL, RankOnePolicy.LAYER)),
                new PlaneRecipe(List.of(principal(0, 1, 2, 3))));
    }

    private static PlaneRecipe of(DirectionRecipe x, DirectionRecipe y) {
        return new PlaneRecipe(List.of(x, y));
    }

    @Test
    void everyPlaneIsReadBackFromItsFlags() throws IOException {
        for (var recipe : recipes()) {
            var flags = PlaneFlags.of(recipe);
            assertThat(parse(null, recipe.dimensions(), flags))
                    .as(String.join(" ", flags))
                    .isEqualTo(recipe);
        }
    }

    @Test
    void checkpointsOfARunAreNamedByTheirEpochs() throws IOException {
        assertThat(PlaneFlags.of(of(principal(0, 1, 2, 3), new Same())))
                .containsExactly("--xdir", "pca:" + folder.resolve("run") + "@1-3#0", "--ydir", "same");
    }

    @Test
    void presetsStandForTheirDirections() throws IOException {
        assertThat(parse("--plane pca")).isEqualTo(of(principal(0, 1, 2, 3), principal(1, 1, 2, 3)));
        assertThat(parse("--xdir gradient --ydir pca")).isEqualTo(of(new Downhill(), principal(0, 1, 2, 3)));
        assertThat(parse("--plane three-models --epoch2 1 --epoch3 2"))
                .isEqualTo(of(new Towards(checkpoint(2)), new Towards(checkpoint(1)))
                        .withFrame(Frame.ORTHONORMAL));
        assertThat(parse("--epoch2 1 --ydir to:@2"))
                .isEqualTo(of(new Towards(checkpoint(1)), new Towards(checkpoint(2))));
    }

    @Test
    void flagsOfTheLossLandscapeScriptsKeepTheirMeaning() throws IOException {
        assertThat(parse("--xnorm filter --xignore biasbn --ynorm layer --yignore copy"))
                .isEqualTo(of(
                        new Random(0, 0, Normalization.FILTER, RankOnePolicy.ZERO),
                        new Random(0, 1, Normalization.LAYER, RankOnePolicy.COPY)));
        assertThat(parse("--model_file2 a.t7 --model_file3 b.t7"))
                .isEqualTo(of(new Towards("a.t7"), new Towards("b.t7")));
        assertThat(parse("--same_dir").directions().get(1)).isEqualTo(new Same());
        assertThat(parse("--dir_file d.h5").directions()).containsExactly(new InFile("d.h5", 0), new InFile("d.h5", 1));
        assertThat(parse("--plane pca --ignore biasbn").directions().get(0))
                .isEqualTo(new Principal(principal(0, 1, 2, 3).checkpoints(), 0, true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --plane nosuch                     | plane 'nosuch' is unknown; choose random, pca, moments, hessian or three-models
            --xdir gradient --model-file2 a    | --xdir and --model-file2 both name the x direction; give one of them
            --same-dir --ydir random           | --ydir and --same-dir both name the y direction
            --plane three-models               | needs the two other models
            --ignore biasbn                    | --ignore is for principal components
            --plane pca --ignore all           | --ignore knows biasbn only
            --plane pca --dir-file d.h5        | choose one of --dir-file
            --xdir pca:@2-2                    | at least two checkpoints, but run
            --xdir moment:first                | did not keep the optimizer's state
            --xdir to:@7                       | has no checkpoint of epoch 7; it has 1, 2, 3
            """)
    void contradictionsAreRefused(String flags, String sentence) {
        assertThatThrownBy(() -> parse(flags)).hasMessageContaining(sentence);
    }

    @Test
    void withoutARunItsWordsAreRefused() {
        assertThatThrownBy(() -> parse(null, 2, List.of("--plane", "pca")))
                .hasMessage("pca needs a RUN, and none is given; name one, or give files");
        assertThatThrownBy(() -> parse(null, 1, List.of("--xdir", "random", "--ydir", "random")))
                .hasMessageContaining("two directions but only one range");
    }
}
