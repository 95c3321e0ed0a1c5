package dev.orograph.cli;

import dev.orograph.array.NamedArrays;
import dev.orograph.format.Safetensors;
import dev.orograph.format.TorchFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Weights by block name in a file of any form that we read, told apart by its ending. */
final class WeightFile {
    private static final List<String> TORCH_ENDINGS = List.of(".pt", ".pth", ".t7", ".tar", ".bin");
    private static final String SAFETENSORS_ENDING = ".safetensors";

    private WeightFile() {}

    static boolean isWeightFile(Path file) {
        var name = name(file);
        return name.endsWith(SAFETENSORS_ENDING) || TORCH_ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Reads a safetensors file or a torch state dictionary.
     *
     * @throws IOException in one sentence, if the file is missing, damaged or holds no weights
     */
    static NamedArrays read(Path file) throws IOException {
        return name(file).endsWith(SAFETENSORS_ENDING) ? Safetensors.read(file) : TorchFile.read(file);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}
