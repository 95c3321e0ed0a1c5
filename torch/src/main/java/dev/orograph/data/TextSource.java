package dev.orograph.data;

import dev.orograph.array.Shape;
import dev.orograph.progress.Listener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text, cut into windows: inputs are the numbers of {@code context} characters (exact in float32), targets those of the
 * characters that follow each of them. The last characters are the test part, of which no training window sees any;
 * windows begin every {@code stride} characters. The vocabulary is that of the whole file.
 *
 * @param path file in UTF-8
 * @param context characters of a window
 * @param stride from one window's beginning to the next one's
 * @param testShare share of the characters that is the test part; 0 for none
 * @param settings of which only validation samples matter: the last windows of the training part
 */
record TextSource(Path path, int context, int stride, double testShare, DataSettings settings) implements DataSource {
    /** Begins the name of a text. */
    static final String PREFIX = "text:";

    /** A path, then parameters by the names that are known. */
    private static final Pattern NAME = Pattern.compile("(?<path>.*?)(?<parameters>(,(context|stride|test)=[^,]*)*)");

    private static final int CONTEXT = 64;
    private static final double TEST_SHARE = .1;

    TextSource {
        ImageSettings.refuse(PREFIX + path, settings);
        if (testShare >= 1) {
            throw new IllegalArgumentException(
                    "parameter test=" + testShare + " of " + PREFIX + path + " must be a share below 1");
        }
    }

    /** Reads {@code text:FILE} with parameters such as {@code ,context=128,stride=32,test=0.2} after it. */
    static TextSource parse(String text, DataSettings settings) {
        var parts = NAME.matcher(text.substring(PREFIX.length()));
        if (!parts.matches() || parts.group("path").isBlank()) {
            throw new IllegalArgumentException("data set '" + text + "' needs the path of a text after " + PREFIX);
        }
        var name = PREFIX + parts.group("path");
        var given = parts.group("parameters");
        var parameters = NamedParameters.parse(name, given.isEmpty() ? given : given.substring(1));
        int context = parameters.count("context", CONTEXT, 1);
        return new TextSource(
                Path.of(parts.group("path")),
                context,
                parameters.count("stride", context, 1),
                parameters.number("test", TEST_SHARE),
                settings);
    }

    @Override
    public String name() {
        return PREFIX + path;
    }

    @Override
    public Set<Split> splits() {
        var splits = EnumSet.of(Split.TRAIN);
        if (settings.validationSamples() > 0) {
            splits.add(Split.VALIDATION);
        }
        if (testShare > 0) {
            splits.add(Split.TEST);
        }
        return splits;
    }

    /** The characters of the file. */
    Vocabulary vocabulary() throws IOException {
        return Vocabulary.of(TextFile.read(path));
    }

    @Override
    public DataSet load(DataRequest request, Listener listener) throws IOException {
        boolean test = request.split() == Split.TEST;
        if (test && testShare == 0) {
            throw new IllegalArgumentException("data set " + name() + " has no test samples; use split train");
        }
        var text = TextFile.read(path);
        var vocabulary = Vocabulary.of(text);
        var characters = vocabulary.encode(text);
        int cut = (int) Math.round(characters.length * (1 - testShare));
        var part = test ? Arrays.copyOfRange(characters, cut, characters.length) : Arrays.copyOf(characters, cut);
        int stored = windows(part.length, request.split());
        var partition = Partition.of(settings);
        var chosen = partition.select(name(), request, stored, listener);
        return windows(name() + " " + request.split(), part, chosen, vocabulary.size())
                .outOf(partition.samples(request.split(), stored));
    }

    private int windows(int characters, Split split) {
        if (characters <= context) {
            throw new IllegalArgumentException("the " + (split == Split.TEST ? "test" : "training") + " part of " + path
                    + " has " + characters + " characters, too few for windows of " + context
                    + " and the one after; take a longer text, a smaller context or another share test=");
        }
        return (characters - context - 1) / stride + 1;
    }

    private DataSet windows(String name, int[] characters, int[] chosen, int classes) {
        var inputs = new float[Math.multiplyExact(chosen.length, context)];
        var targets = new long[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            int at = chosen[i / context] * stride + i % context;
            inputs[i] = characters[at];
            targets[i] = characters[at + 1];
        }
        return DataSet.ofSequences(name, inputs, Shape.of(context), targets, classes);
    }
}
