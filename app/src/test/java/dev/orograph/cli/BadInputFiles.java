package dev.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.DirectionBlocks;
import dev.orograph.format.DirectionHdf5;
import dev.orograph.format.Safetensors;
import dev.orograph.format.TorchFile;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Two small trained runs and files of every kind that do not fit them. */
final class BadInputFiles {
    private final Path folder;

    private BadInputFiles(Path folder) {
        this.folder = folder;
    }

    /** Makes everything in a folder: {@code run} and {@code other}, and files named by what is wrong with them. */
    static void makeIn(Path folder) throws IOException {
        new BadInputFiles(folder).make();
    }

    private void make() throws IOException {
        var run = train("run", "8");
        var other = train("other", "12");
        var weights = run.weights(1);
        makeRuns(run);
        for (var ending : List.of("safetensors", "pt", "h5")) {
            Files.createFile(file("empty." + ending));
            Files.writeString(file("text." + ending), "Dear reader, this is no such file.\n".repeat(20));
        }
        Safetensors.write(file("weights.safetensors"), weights);
        TorchFile.write(file("weights.pt"), weights);
        truncate("weights.safetensors");
        truncate("weights.pt");
        Safetensors.write(
                file("renamed.safetensors"),
                NamedArrays.of(weights.blocks().stream()
                        .map(block -> block.renamed("fc." + block.name()))
                        .toList()));
        Safetensors.write(file("other.safetensors"), other.weights(1));
        Safetensors.write(file("nan.safetensors"), filledWithNaN(weights));
        makeDirections(weights, other.weights(1));
        makeData();
    }

    private RunFolder train(String name, String widths) throws IOException {
        var cli = new CommandLineFixture();
        int status = cli.run(
                "train",
                "--data",
                "blobs",
                "--limit",
                60,
                "--widths",
                widths,
                "--epochs",
                1,
                "--threads",
                1,
                "--run",
                file(name));
        assertThat(status).as(cli::err).isZero();
        return RunFolder.open(file(name));
    }

    private void makeRuns(RunFolder run) throws IOException {
        Files.createDirectories(file("folder"));
        RunFolder.create(file("untrained"), run.manifest());
        var manifest = Files.readString(run.manifestFile());
        Files.createDirectories(file("damaged"));
        Files.writeString(file("damaged/run.json"), manifest.substring(0, manifest.length() / 2));
        Files.writeString(file("strange.json"), manifest.replace("\"blobs\"", "\"blebs\""));
        Files.writeString(file("unknown.json"), manifest.replace("\"epochs\"", "\"epoques\""));
    }

    private void makeDirections(NamedArrays weights, NamedArrays others) throws IOException {
        var blocks = weights.blocks();
        DirectionHdf5.write(file("one.h5"), new DirectionBlocks(blocks, List.of()));
        DirectionHdf5.write(file("few.h5"), new DirectionBlocks(blocks.subList(0, 2), List.of()));
        DirectionHdf5.write(file("other.h5"), new DirectionBlocks(others.blocks(), others.blocks()));
        truncate("one.h5");
    }

    private void makeData() throws IOException {
        var inputs = NamedArray.of("inputs", Shape.of(10, 2), new float[20]);
        var labels = NamedArray.of("targets", Shape.of(10), new long[10]);
        Safetensors.write(file("inputs.safetensors"), NamedArrays.of(List.of(inputs)));
        Safetensors.write(
                file("mismatch.safetensors"),
                NamedArrays.of(List.of(inputs, NamedArray.of("targets", Shape.of(9), new long[9]))));
        Safetensors.write(
                file("wide.safetensors"),
                NamedArrays.of(List.of(NamedArray.of("inputs", Shape.of(10, 5), new float[50]), labels)));
    }

    private static NamedArrays filledWithNaN(NamedArrays weights) {
        return NamedArrays.of(weights.blocks().stream()
                .map(block -> {
                    var values = new float[Math.toIntExact(block.shape().elements())];
                    Arrays.fill(values, Float.NaN);
                    return NamedArray.of(block.name(), block.shape(), values);
                })
                .toList());
    }

    /** Half of a file, as {@code half-NAME}. */
    private void truncate(String name) throws IOException {
        var bytes = Files.readAllBytes(file(name));
        Files.write(file("half-" + name), Arrays.copyOf(bytes, bytes.length / 2));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
