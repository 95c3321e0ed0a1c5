import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.Safetensors;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ArchitectureOptions;
import dev.orograph.network.Architectures;
import dev.orograph.network.Mode;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import dev.orograph.tensor.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Compares the built-in networks with the reference files that networks.py writes into the folder given. */
class NetworksCheck {
    private static boolean failed;

    public static void main(String[] arguments) throws Exception {
        Threads.useInCurrentThread(1);
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (var file : files.sorted().toList()) {
                try (var scope = new PointerScope()) {
                    check(Safetensors.read(file));
                }
            }
        }
        System.exit(failed ? 1 : 0);
    }

    private static void check(NamedArrays file) {
        var metadata = file.metadata();
        var sizes = Stream.of(metadata.get("input").split("x")).mapToLong(Long::parseLong).toArray();
        var options = ArchitectureOptions.of(Shape.of(sizes), 10);
        for (var parameter : metadata.get("parameters").split(";")) {
            if (!parameter.isEmpty()) {
                options = options.with(parameter.split("=")[0], parameter.split("=")[1]);
            }
        }
        var model = new ArchitectureModel(Architectures.byName(metadata.get("name"), options));
        var line = new StringBuilder(metadata.get("name") + " " + metadata.get("input") + " " + metadata.get("parameters"));
        var names = model.layout().blocks().stream().map(block -> block.name()).toList();
        report(line, "names", names.equals(List.of(metadata.get("order").split(","))) ? 0 : 1);

        var precision = Precision.parse(metadata.get("precision"));
        var theta = model.layout().fromArrays(part(file, "model/"), precision).requires_grad_(true);
        var state = model.initialState();
        report(line, "buffers", String.join(",", state.names()).equals(metadata.get("buffers")) ? 0 : 1);
        state.assign(part(file, "model/"));
        var input = tensor(file, "inputs");
        var output = model.forward(theta, state, input, Mode.EVALUATION);
        report(line, "evaluation", difference(output, tensor(file, "outputs")));
        var gradient = torch.grad(new TensorVector(output.square().sum()), new TensorVector(theta)).get(0);
        var expected = model.layout().fromArrays(part(file, "gradient/"), precision);
        report(line, "gradient", difference(gradient, expected));
        if (file.contains("training")) {
            var training = model.forward(theta, state, input, Mode.training(1, 1));
            report(line, "training", difference(training, tensor(file, "training")));
            double worst = 0;
            for (var name : state.names()) {
                worst = Math.max(worst, difference(state.tensor(name), tensor(file, "after/" + name)));
            }
            report(line, "statistics", worst);
        }
        System.out.println(line);
        state.close();
    }

    private static void report(StringBuilder line, String what, double difference) {
        boolean wrong = !(difference <= 1e-5);
        failed |= wrong;
        line.append(String.format(Locale.ROOT, "  %s %s%.1e", what, wrong ? "WRONG " : "", difference));
    }

    /** Largest difference by the largest expected value. */
    private static double difference(Tensor given, Tensor expected) {
        var first = Tensors.toDoubles(given);
        var second = Tensors.toDoubles(expected);
        double worst = 0;
        double scale = 1e-30;
        for (int i = 0; i < first.length; i++) {
            worst = Math.max(worst, Math.abs(first[i] - second[i]));
            scale = Math.max(scale, Math.abs(second[i]));
        }
        return worst / scale;
    }

    private static Tensor tensor(NamedArrays file, String name) {
        return Tensors.fromArray(Objects.requireNonNull(file.find(name)));
    }

    private static NamedArrays part(NamedArrays file, String prefix) {
        var arrays = new ArrayList<NamedArray>();
        for (var array : file.blocks()) {
            if (array.name().startsWith(prefix)) {
                arrays.add(array.renamed(array.name().substring(prefix.length())));
            }
        }
        return NamedArrays.of(arrays);
    }
}
