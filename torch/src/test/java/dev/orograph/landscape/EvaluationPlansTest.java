package dev.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orograph.array.Shape;
import dev.orograph.network.ArchitectureModel;
import dev.orograph.network.ArchitectureOptions;
import dev.orograph.network.Architectures;
import dev.orograph.objective.Loss;
import dev.orograph.tensor.Precision;
import dev.orograph.tensor.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationPlansTest {
    /** The largest value of a ResNet is 16·size² numbers (64·(size/2)² for ImageNet's), of the MNIST network 64·24². */
    @ParameterizedTest
    @CsvSource({
        "mlp, 1, 28, FLOAT32, 1000",
        "resnet20, 1, 28, FLOAT32, 100",
        "mnist-cnn, 1, 28, FLOAT32, 100",
        "mnist-cnn, 1, 28, FLOAT64, 56",
        "resnet18, 3, 224, FLOAT32, 5",
    })
    void aBlockOfImagesStaysWithinWhatTheAllocatorKeeps(
            String network, int channels, int size, Precision precision, int block) {
        var options = ArchitectureOptions.of(Shape.of(channels, size, size), 10);
        try (var model = new ArchitectureModel(Architectures.byName(network, options));
                var state = model.initialState();
                var scope = new PointerScope()) {
            var images = torch.zeros(1, channels, size, size);
            var set = new SampleSet("train", images, Tensors.of(new long[] {0}, 1));
            var subject = new SurveySubject(model, state, Loss.byName("cross-entropy"), List.of(set), precision);
            assertThat(EvaluationPlans.defaultBlockSamples(subject)).isEqualTo(block);
        }
    }
}
