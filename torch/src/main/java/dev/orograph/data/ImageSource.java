package dev.orograph.data;

import dev.orograph.array.Shape;
import dev.orograph.progress.Listener;
import dev.orograph.tensor.Tensors;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Labelled images, padded and scaled as the settings say. */
final class ImageSource implements DataSource {
    private final ImageKind kind;
    private final ImageFiles files;
    private final DataSettings settings;

    ImageSource(ImageKind kind, ImageFiles files, DataSettings settings) {
        this.kind = kind;
        this.files = files;
        this.settings = settings;
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public Set<Split> splits() {
        return settings.validationSamples() > 0 ? EnumSet.allOf(Split.class) : EnumSet.of(Split.TRAIN, Split.TEST);
    }

    /** The published splits whose files are there. */
    Set<Split> present() {
        var present = EnumSet.noneOf(Split.class);
        if (files.isPresent(false)) {
            present.add(Split.TRAIN);
        }
        if (files.isPresent(true)) {
            present.add(Split.TEST);
        }
        return present;
    }

    @Override
    public DataSet load(DataRequest request, Listener listener) throws IOException {
        var partition = Partition.of(settings);
        var images = files.read(request.split() == Split.TEST, partition.samplesToRead(request), listener);
        var chosen = partition.select(name(), request, images.count(), listener);
        var table = PixelTable.of(kind, settings.scaling(), images.channels);
        var labels = Arrays.stream(chosen).mapToLong(i -> images.labels[i]).toArray();
        var digest = new SampleDigest();
        for (int image : chosen) {
            digest.add(images.pixels, image * images.length(), images.length());
        }
        try (var scope = new PointerScope()) {
            return DataSet.ofTensors(
                            name() + " " + request.split(),
                            inputs(images, chosen, table),
                            Tensors.of(labels, labels.length),
                            OptionalInt.of(kind.classes()),
                            table.background(),
                            digest)
                    .outOf(partition.samples(request.split(), images.stored));
        }
    }

    /** The chosen images as one tensor of the current scope. */
    private Tensor inputs(RawImages images, int[] chosen, PixelTable table) {
        var shape = Shape.of(
                images.channels, images.height + 2L * settings.padding(), images.width + 2L * settings.padding());
        var inputs = torch.empty(DataSet.batchSizes(chosen.length, shape), new TensorOptions(ScalarType.Float), null);
        FloatPointer target = inputs.data_ptr_float();
        var sample = new float[Math.toIntExact(shape.elements())];
        int plane = sample.length / images.channels;
        for (int channel = 0; channel < images.channels; channel++) {
            Arrays.fill(sample, channel * plane, (channel + 1) * plane, table.channel(channel)[0]);
        }
        for (int i = 0; i < chosen.length; i++) {
            scale(images, chosen[i], table, sample);
            target.position((long) i * sample.length).put(sample, 0, sample.length);
        }
        return inputs;
    }

    /** Writes the pixels of one image inside the padding of {@code sample}. */
    private void scale(RawImages images, int image, PixelTable table, float[] sample) {
        int padding = settings.padding();
        int paddedWidth = images.width + 2 * padding;
        int paddedHeight = images.height + 2 * padding;
        int source = image * images.length();
        for (int channel = 0; channel < images.channels; channel++) {
            var values = table.channel(channel);
            for (int row = 0; row < images.height; row++) {
                int target = (channel * paddedHeight + row + padding) * paddedWidth + padding;
                for (int column = 0; column < images.width; column++) {
                    sample[target + column] = values[images.pixels[source++] & 0xff];
                }
            }
        }
    }
}
