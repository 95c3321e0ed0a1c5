package dev.orograph.landscape;

import dev.orograph.array.NamedArray;
import dev.orograph.array.NamedArrays;
import dev.orograph.array.Shape;
import dev.orograph.format.Safetensors;
import dev.orograph.network.Architecture;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.Linear;
import dev.orograph.network.Relu;
import dev.orograph.network.Sequential;
import dev.orograph.tensor.Layout;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** A network of 3 inputs, 4 hidden units and 2 outputs (26 parameters), with weights in files. */
final class PlaneFixture implements AutoCloseable {
    static final int ELEMENTS = 26;

    private final PointerScope scope = new PointerScope();
    private final Path folder;
    private final ArchitectureModel model = new ArchitectureModel(new Architecture(
            "small",
            Map.of(),
            Shape.of(3),
            2,
            Sequential.numbered(List.of(new Linear(3, 4), new Relu(), new Linear(4, 2)))));
    private final Tensor theta = RandomStream.of(11).gaussians(ELEMENTS);

    PlaneFixture(Path folder) {
        this.folder = folder;
    }

    ArchitectureModel model() {
        return model;
    }

    Layout layout() {
        return model.layout();
    }

    Tensor theta() {
        return theta;
    }

    Centre centre() {
        return Centre.of(theta, model, Precision.FLOAT32);
    }

    /** The centre with single weights moved: pairs of an index and how far. */
    double[] moved(double... pairs) {
        var values = Tensors.toDoubles(theta);
        for (int i = 0; i < pairs.length; i += 2) {
            values[(int) pairs[i]] += pairs[i + 1];
        }
        return values;
    }

    /** A file of weights. */
    Path save(String name, double... values) throws IOException {
        var file = folder.resolve(name);
        try (var inner = new PointerScope()) {
            Safetensors.write(file, layout().toArrays(Tensors.of(values, values.length)));
        }
        return file;
    }

    /** A file of an optimizer's state. */
    Path saveState(String name, Map<String, String> notes, NamedArray... blocks) throws IOException {
        var file = folder.resolve(name);
        Safetensors.write(file, NamedArrays.of(List.of(blocks), notes));
        return file;
    }

    @Override
    public void close() {
        scope.close();
    }
}
