package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.format.SurfaceHdf5;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is given wrongly is refused in one sentence, without a stack trace, and leaves nothing behind. */
class BadInputTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    private final CommandLineFixture cli = new CommandLineFixture();

    @BeforeAll
    static void makeFiles() throws IOException {
        BadInputFiles.makeIn(folder);
    }

    /** Words of a command line; {@code @name} is a file, and {@code ''} an empty word. */
    private static Object[] words(String text) {
        return Arrays.stream(text.split(" +", -1))
                .map(word -> word.equals("''") ? "" : word.replace("@", folder + "/"))
                .toArray();
    }

    private void assertRefused(int status, String command, String sentence) {
        assertThat(cli.run(words(command))).as(cli::err).isEqualTo(status);
        var lines = cli.err().lines().toList();
        assertThat(lines.stream().filter(line -> line.startsWith("orograph: ")))
                .singleElement()
                .asString()
                .contains(sentence.replace("@", folder + "/"));
        assertThat(cli.err()).doesNotContain("Exception", "\tat ", "unexpected failure", "null", ".java");
        assertThat(lines).hasSizeLessThanOrEqualTo(3);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            nosuch                                | Unmatched argument at index 0: 'nosuch'
            train --run @new --nosuch             | Unknown option: '--nosuch'
            train --run @new --data nosuch        | data set 'nosuch' is unknown; known are digits, mnist
            train --run @new --data file:         | needs the path of a safetensors file
            train --run @new --model nosuch       | model 'nosuch' is unknown; choose one of mlp, mnist-cnn
            train --run @new -P nosuch=1          | parameter 'nosuch' of model mlp is unknown; choose one of widths
            train --run @new -P nosuch            | should be in KEY=VALUE format but was nosuch
            train --run @new --widths a,b         | widths=a,b must be numbers separated by commas
            train --run @new --widths 0           | widths=0 must be numbers
            train --run @new --widths 999999999   | model mlp would have 74,999,999,935 parameters
            train --run @new --activation nosuch  | activation 'nosuch' is unknown
            train --run @new --normalisation no   | normalisation 'no' is unknown; choose published, half, unit
            train --run @new --loss nosuch        | loss 'nosuch' is unknown; choose one of cross-entropy, nll, focal
            train --run @new --data toy --loss nll | loss nll needs labels, but toy train has numbers as targets
            train --run @new --optimizer nosuch   | optimizer 'nosuch' is unknown; choose one of sgd, adam, adamw
            train --run @new --optimizer sgd:a=1  | optimizer sgd has no parameter 'a'; it has lr, momentum
            train --run @new --optimizer sgd:lr   | must look like name:key=value
            train --run @new --lr abc             | lr=abc is not a number
            train --run @new --lr -1              | lr -1.0 must be a number of at least 0
            train --run @new --schedule nosuch    | schedule 'nosuch' is unknown; choose one of constant, step, multi-step
            train --run @new --schedule plateau:watch=no | the schedule plateau watches 'no', but only
            train --run @new --averaging nosuch   | averaging 'nosuch' is unknown; choose one of ema, swa
            train --run @new --schedule step      | schedule step needs either every above 0 or at
            train --run @new --augment nosuch     | augmentation 'nosuch' is unknown; choose crop:PIXELS, flip
            train --run @new --data blobs --augment flip | augmentation 'flip' is for images
            train --run @new --model resnet20 --data blobs | model resnet20 cannot take samples of shape 2
            train --run @new --model lenet        | its 5×5 window does not fit into what arrives there
            train --run @new --dtype nosuch       | element type 'nosuch' is unknown; choose float32, float64
            train --run @new --limit 0            | limit 0 of samples must be at least 1
            curvature                             | no network given; name a RUN, or --model NAME --model-file FILE
            curvature --model mlp                 | no data given; name it with --data
            curvature --model mlp --data digits --over-epochs | --over-epochs follows checkpoints of a RUN
            curvature --model mlp --data digits --epoch 3 | --epoch chooses checkpoints of a RUN
            curvature --model mlp --data digits --dtype bfloat16 | curvature in bfloat16 would be rounding
            curvature --model mlp --data digits --operator nosuch | curvature 'nosuch' is unknown; choose hessian, gauss-newton
            curvature --model mlp --data digits --limit 0 | a limit of 0 samples must be at least 1
            curvature --model mlp --data digits --memory much | memory 'much' is no size; write it as 500M or 4G
            curvature --model mlp --data digits --top 0 | 0 eigenpairs; ask for at least 1
            curvature --model mlp --data digits --trace --vectors 1 | 1 random vectors; a standard error needs at least 2
            curvature --model mlp --data digits --trace --precision much | --precision 'much' is no share
            curvature --model mlp --data digits --hutch --vectors 5 | Hutch++ shares them out and needs at least 6
            curvature --model mlp --data digits --density --steps 0 | a spectral density needs at least one of each
            curvature --model mlp --data digits --smoothing no | --smoothing 'no' is unknown; choose pyhessian or papyan
            curvature --model mlp --data digits --name a/b | a/b
            train --run @new --epochs -1          | number of epochs -1 must not be negative
            train --run @new --epochs 1.5         | '1.5' is not an int
            train --run @new --epochs 999999999   | name those to keep, as in --checkpoints 0,999999999
            train --run @new --checkpoints -1     | checkpoint epoch -1 must lie in 0 to 10
            train --run @new --batch-size 0       | batch size 0 must be at least 1
            train --run @new --threads 0          | threads 0 must be at least 1
            train --run @new --threads 100000     | threads 100000 must be at least 1 and at most 1024
            train --run @new --validation 100000  | 100000 validation samples leave none of the 1437
            train --run @new --clip-norm -1       | largest gradient norm -1.0 must be above 0
            train --run @new --patience 0         | patience 0 must be at least 1 epoch
            train --run @new --seed abc           | '--seed': 'abc' is not a long
            landscape                             | no network given; name a RUN, or --model NAME
            landscape --model mlp                 | no data given; name it with --data
            landscape --model mlp --data digits   | mlp has no weights yet; name a file with --model-file
            landscape @run --x 1:-1:0             | axis x runs from 1.0 to -1.0; the first bound must be the smaller
            landscape @run --x a:b:c              | range 'a:b:c' of axis x: 'a' is not a number; write min:max:points
            landscape @run --x=-1:1               | range '-1:1' of axis x: it needs three parts
            landscape @run --x nan:1:5            | 'nan' is not a number
            landscape @run --x=NaN:1:5            | axis x has bounds NaN and 1.0; give finite numbers
            landscape @run --x=-1:1:1             | axis x has 1 points; give at least 2
            landscape @run --y=                   | range '' of axis y: it needs three parts
            landscape @run --x=-1:1:999999999     | does not fit into Java's memory
            landscape @run --norm nosuch          | normalisation 'nosuch' is unknown; choose none, filter
            landscape @run --rank-one nosuch      | 'nosuch' for biases and batch norm is unknown
            landscape @run --loss nosuch          | loss 'nosuch' is unknown
            landscape @run --split nosuch         | split 'nosuch' is unknown; choose train, validation or test
            landscape @run --split validation     | no validation samples of blobs were set aside
            landscape @run --dtype nosuch         | element type 'nosuch' is unknown
            landscape @run --threads 0            | threads 0 must be at least 1
            landscape @run --block 0              | block of 0 samples must have at least 1
            landscape @run --limit 0              | limit 0 of samples must be at least 1
            landscape @run --name a/b             | 'a/b' cannot name a surface; use letters, digits
            landscape @run --name ..              | '..' cannot name a surface
            landscape @run --name ''              | '' cannot name a surface
            landscape @run --epoch 9              | has no checkpoint of epoch 9; it has 0, 1
            landscape @run --xdir nosuch          | direction 'nosuch' is unknown; choose random, file:FILE
            landscape @run --xdir pca#5           | there is no principal component 5
            landscape @run --same-dir --orthogonal --y=-1:1:3 | nothing of the y direction is at right angles
            landscape @run --same-dir             | two directions but only one range
            landscape @run --coordinates nosuch,layers.0.bias --y=-1:1:3 | no parameter block 'nosuch'; it has layers.0.weight
            landscape @run --coordinates layers.0.bias[99] | block layers.0.bias has 8 elements, counted from 0
            landscape @run --coordinates layers.0.bias[x] | is malformed; write block[index]
            landscape @run --coordinates layers.0.bias,layers.2.bias | two directions but only one range
            landscape @run --dir-file @one.h5 --y=-1:1:3 | holds 1 direction, so it has no number 1
            landscape @run --dir-file a --model-file2 b | choose one of --dir-file, --coordinates and --model-file2
            landscape @run --model-file3 @other.safetensors --y=-1:1:3 | name the x direction's weights with --model-file2
            train --manifest @strange.json        | data set 'blebs' is unknown
            train --manifest @unknown.json        | the manifest's setting 'training.epo
            demo --run @new --threads 0           | threads 0 must be at least 1
            """)
    void wrongUsageHasStatus2(String command, String sentence) {
        assertRefused(2, command, sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            landscape @nosuch                     | there is no run @nosuch
            landscape @text.pt                    | there is no run @text.pt: it is a file
            landscape @folder                     | @folder is not a run: it has no run.json
            landscape @damaged                    | @damaged/run.json is truncated or not valid JSON
            landscape @untrained                  | @untrained has no checkpoint yet; train it first
            landscape @run --model-file @nosuch.pt | no such file: @nosuch.pt
            landscape @run --model-file @folder   | @folder is a folder
            landscape @run --model-file @empty.safetensors | @empty.safetensors is empty
            landscape @run --model-file @text.safetensors | @text.safetensors is not a safetensors file
            landscape @run --model-file @half-weights.safetensors | @half-weights.safetensors is truncated
            landscape @run --model-file @empty.pt | @empty.pt is empty
            landscape @run --model-file @text.pt  | @text.pt is not a file of torch.save
            landscape @run --model-file @half-weights.pt | @half-weights.pt is truncated or damaged
            landscape @run --model-file @one.h5   | @one.h5 is not a file of torch.save
            landscape @run --model-file @renamed.safetensors | 4 blocks are missing (layers.0.weight, layers.0.bias
            landscape @run --model-file @other.safetensors | layers.0.weight is 12×2 instead of 8×2
            landscape @run --model-file2 @other.safetensors | layers.0.weight is 12×2 instead of 8×2
            landscape @run --data digits          | layers.0.weight is 8×2 instead of 8×64
            landscape @run --xdir moment:first:@weights.safetensors | has no first moment: it holds layers.0.weight
            landscape @run --xdir to:@other.safetensors | layers.0.weight is 12×2 instead of 8×2
            landscape @run --dir-file @nosuch.h5  | no such file: @nosuch.h5
            landscape @run --dir-file @empty.h5   | @empty.h5 is empty
            landscape @run --dir-file @text.h5    | @text.h5 is not an HDF5 file
            landscape @run --dir-file @half-one.h5 | @half-one.h5 is truncated
            landscape @run --dir-file @few.h5     | its direction 0 has 2 blocks where the network has 4
            landscape @run --dir-file @other.h5   | does not belong to this network: block layers.0.weight has shape 12×2
            landscape @run --dir-file @weights.safetensors | @weights.safetensors holds no direction
            landscape @run --data file:@nosuch.safetensors | no such file: @nosuch.safetensors
            landscape @run --data file:@empty.safetensors | @empty.safetensors is empty
            landscape @run --data file:@half-weights.safetensors | @half-weights.safetensors is truncated
            landscape @run --data file:@inputs.safetensors | has no tensor 'targets'
            landscape @run --data file:@mismatch.safetensors | has 10 inputs but 9 targets; they must be as many
            landscape @run --data file:@wide.safetensors | layers.0.weight is 8×2 instead of 8×5
            landscape --model script:@nosuch.pt --data blobs --run @new | @nosuch.pt does not exist
            landscape --model script:@text.pt --data blobs --run @new | is no TorchScript archive
            landscape --model script:@weights.pt --data blobs --run @new | holds weights but no network
            landscape @run --surf-file @folder    | cannot write @folder: it is a folder
            landscape @run --surf-file @nosuch/a.h5 | cannot write @nosuch/a.h5: there is no folder
            train --run @text.pt                  | @text.pt is a file; choose another name
            train --run @text.pt/new              | cannot make the folder @text.pt/new
            train --run @run                      | @run already holds a run; resume it, or choose another name
            train --run @run/checkpoints          | is not empty and holds no run; choose another name
            train --run @new --model-file @nosuch.pt | no such file: @nosuch.pt
            train --run @new --data blobs --model-file @other.safetensors | does not hold the weights of mlp
            train --run @new --data mnist --data-dir @folder | data set mnist (train) is not here: put train-images
            train --resume @nosuch                | there is no run @nosuch
            train --resume @damaged               | @damaged/run.json is truncated
            train --manifest @nosuch.json         | no such file: @nosuch.json
            train --manifest @text.pt             | @text.pt is truncated or not valid JSON
            demo --run @run                       | @run already holds a run
            plot @nosuch.h5                       | @nosuch.h5
            plot @empty.h5                        | @empty.h5 is empty
            plot @text.h5                         | @text.h5 is not an HDF5 file
            plot @half-one.h5                     | @half-one.h5 is truncated
            import @one.h5 --run @new             | @one.h5 holds directions in weight space, not a surface
            export @half-one.h5 --to csv          | @half-one.h5 is truncated
            export @half-weights.pt --to safetensors | @half-weights.pt is truncated or damaged
            import @text.h5 --run @new            | @text.h5 is not an HDF5 file
            """)
    void aFileThatDoesNotServeHasStatus1(String command, String sentence) {
        assertRefused(1, command, sentence);
    }

    @Test
    void aSecondWriterIsRefusedByName() throws IOException {
        try (var writer = RunFolder.open(folder.resolve("run")).writer()) {
            assertRefused(
                    1,
                    "landscape @run --x=-1:1:3 --name second",
                    writer.folder().path() + " is being written by process "
                            + ProcessHandle.current().pid());
        }
    }

    @Test
    void aFinishedSurfaceIsNotReplacedUnasked() {
        var command = "landscape @run --x=-1:1:3 --name once --no-figures";
        assertThat(cli.run(words(command))).as(cli::err).isZero();
        assertThat(cli.run(words(command))).isZero();
        assertThat(cli.err()).contains("this very surface is there already");
        var other = "landscape @run --x=-1:1:4 --name once --no-figures";
        assertRefused(2, other, "already has a surface 'once'; choose another --name, or add --overwrite");
        assertThat(cli.run(words(command + " --overwrite"))).as(cli::err).isZero();
    }

    @Test
    void aBegunSurveyIsNotGoneOnWithAsAnother() throws IOException {
        var run = RunFolder.open(folder.resolve("run"));
        try (var writer = run.writer()) {
            writer.journal("begun", "another recipe", 2, () -> "100").close();
        }
        assertRefused(
                1, "landscape @run --x=-1:1:3 --name begun", "begun.journal belongs to another survey; delete it or");
        Files.delete(run.journalFile("begun"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceIsNoPlaceForASurface() {
        assertRefused(1, "landscape @run --surf-file /dev/full", "cannot write /dev/full: it is not a regular file");
    }

    @Test
    void weightsOfNaNAreNamedAndGiveASurfaceOfNaN() throws IOException {
        var command = "landscape @run --model-file @nan.safetensors --x=-1:1:3 --y=-1:1:4 --name nan";
        assertThat(cli.run(words(command))).as(cli::err).isZero();
        assertThat(cli.err()).contains("warning: there are NaN or infinite numbers among the weights");
        assertThat(cli.out()).contains("100 % of the cells are NaN");
        var run = RunFolder.open(folder.resolve("run"));
        assertThat(SurfaceHdf5.read(run.surfaceFile("nan")).values("train_loss"))
                .containsOnly(Double.NaN);
        assertThat(run.figureFolder().resolve("nan-train_loss-3d.png")).isNotEmptyFile();
    }
}
