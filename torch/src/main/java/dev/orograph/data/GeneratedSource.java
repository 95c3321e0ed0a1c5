package dev.orograph.data;

import dev.orograph.progress.Listener;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Samples of a generator, split as the settings say. */
final class GeneratedSource implements DataSource {
    private final SampleGenerator generator;
    private final DataSettings settings;

    GeneratedSource(SampleGenerator generator, DataSettings settings) {
        ImageSettings.refuse(generator.name(), settings);
        this.generator = generator;
        this.settings = settings;
    }

    @Override
    public String name() {
        return generator.name();
    }

    @Override
    public Set<Split> splits() {
        var splits = EnumSet.of(Split.TRAIN);
        if (settings.validationSamples() > 0) {
            splits.add(Split.VALIDATION);
        }
        if (generator.hasTest()) {
            splits.add(Split.TEST);
        }
        return splits;
    }

    @Override
    public DataSet load(DataRequest request, Listener listener) throws IOException {
        boolean test = request.split() == Split.TEST;
        if (test && !generator.hasTest()) {
            throw new IllegalArgumentException("data set " + name() + " has no test samples; use split train");
        }
        var samples = generator.samples(test);
        var partition = Partition.of(settings);
        var chosen = partition.select(name(), request, samples.count(), listener);
        return samples.select(name() + " " + request.split(), chosen)
                .outOf(partition.samples(request.split(), samples.count()));
    }
}
