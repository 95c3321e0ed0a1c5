package dev.orograph.data;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Data sets by name. Pixel means and deviations used as {@link InputScaling.Named#PUBLISHED}: digits v/16; mnist .1307
 * and .3081; fashion-mnist .2861 and .3530; cifar10 (125.3, 123.0, 113.9)/255 and (63.0, 62.1, 66.7)/255; cifar100
 * (.5071, .4865, .4409) and (.2673, .2564, .2762).
 */
public final class DataSources {
    private static final String FILE = "file:";

    private static final List<String> IMAGES = List.of("digits", "mnist", "fashion-mnist", "cifar10", "cifar100");

    private static final List<String> NAMES = List.of(
            "digits",
            "mnist",
            "fashion-mnist",
            "cifar10",
            "cifar100",
            "toy",
            "spirals",
            "blobs",
            "file:PATH",
            "text:FILE");

    private static final Map<String, String> ALIASES = Map.of(
            "fashionmnist", "fashion-mnist",
            "fashion_mnist", "fashion-mnist",
            "cifar-10", "cifar10",
            "cifar-100", "cifar100");

    private DataSources() {}

    /** The names that {@link #byName} knows, in the order to show them. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The data set of a name: one of {@link #names}, {@code file:} and the path of a safetensors file with tensors
     * {@code inputs} and {@code targets}, {@code text:} and the path of a text, perhaps with
     * {@code ,context=64,stride=64,test=0.1} after it, or a generated set with parameters such as
     * {@code spirals:samples=400,turns=2,noise=0.1} and {@code blobs:samples=300,classes=4,spread=0.2}. Nothing is read
     * yet.
     *
     * @throws IllegalArgumentException if the name or a parameter is unknown
     */
    public static DataSource byName(String text, DataSettings settings) {
        if (text.startsWith(FILE)) {
            return new SafetensorsSource(filePath(text), settings);
        }
        if (text.startsWith(TextSource.PREFIX)) {
            return TextSource.parse(text, settings);
        }
        int colon = text.indexOf(':');
        var given = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        var name = ALIASES.getOrDefault(given, given);
        var parameters = NamedParameters.parse(name, colon < 0 ? "" : text.substring(colon + 1));
        if (!name.equals("spirals") && !name.equals("blobs") && NAMES.contains(name)) {
            parameters.allow();
        }
        return switch (name) {
            case "digits", "mnist", "fashion-mnist", "cifar10", "cifar100" -> images(name, settings);
            case "toy" -> new GeneratedSource(new ToyRegression(), settings);
            case "spirals" -> new GeneratedSource(Spirals.of(parameters, settings.seed()), settings);
            case "blobs" -> new GeneratedSource(Blobs.of(parameters, settings.seed()), settings);
            default -> throw unknown(text, name);
        };
    }

    /**
     * The characters of a text, in the order of a network's outputs for it.
     *
     * @param text as {@link #byName} takes it
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is another kind of data
     */
    public static Vocabulary vocabulary(String text) throws IOException {
        if (!text.startsWith(TextSource.PREFIX)) {
            throw new IllegalArgumentException("data set " + text + " is no text; only networks of text:FILE write");
        }
        return TextSource.parse(text, DataSettings.defaults(Path.of("."))).vocabulary();
    }

    private static ImageSource images(String name, DataSettings settings) {
        var directory = settings.directory();
        return switch (name) {
            case "digits" -> new ImageSource(ImageKind.DIGITS, new DigitImages(), settings);
            case "mnist" ->
                new ImageSource(ImageKind.MNIST, new IdxFiles(ImageKind.MNIST, directory, "MNIST"), settings);
            case "fashion-mnist" ->
                new ImageSource(
                        ImageKind.FASHION_MNIST,
                        new IdxFiles(ImageKind.FASHION_MNIST, directory, "FashionMNIST"),
                        settings);
            case "cifar10" -> new ImageSource(ImageKind.CIFAR10, CifarFiles.cifar10(directory), settings);
            case "cifar100" -> new ImageSource(ImageKind.CIFAR100, CifarFiles.cifar100(directory), settings);
            default -> throw new IllegalArgumentException("data set " + name + " holds no images");
        };
    }

    /**
     * The image sets and which of their published splits have their files in a folder of data sets, as far as the names
     * of the files tell.
     */
    public static Map<String, Set<Split>> present(Path directory) {
        var present = new LinkedHashMap<String, Set<Split>>();
        for (var name : IMAGES) {
            present.put(name, images(name, DataSettings.defaults(directory)).present());
        }
        return present;
    }

    private static Path filePath(String text) {
        var path = text.substring(FILE.length());
        if (path.isBlank()) {
            throw new IllegalArgumentException(
                    "data set '" + text + "' needs the path of a safetensors file after file:");
        }
        return Path.of(path);
    }

    /**
     * Fetches the files of a published data set that are not there yet, from its own public address, into the folder of
     * all data sets.
     *
     * @return {@link Outcome#COMPLETED}, or {@link Outcome#CANCELLED} if the listener asked to stop
     * @throws IOException if a file cannot be fetched or has another digest than the published one
     * @throws IllegalArgumentException if the name is unknown or nothing can be fetched for it
     */
    public static Outcome download(String text, Path directory, Downloader downloader, Listener listener)
            throws IOException {
        var name = byName(text, DataSettings.defaults(directory)).name();
        var remote = switch (name) {
            case "mnist" -> RemoteSet.MNIST;
            case "fashion-mnist" -> RemoteSet.FASHION_MNIST;
            case "cifar10" -> RemoteSet.CIFAR10;
            case "cifar100" -> RemoteSet.CIFAR100;
            default ->
                throw new IllegalArgumentException(
                        "data set " + name + " is not fetched from anywhere; leave out the download");
        };
        if (images(name, DataSettings.defaults(directory)).present().size() == 2) {
            listener.onMessage("data set " + name + " is in " + directory + " already");
            return Outcome.COMPLETED;
        }
        return remote.fetch(directory, downloader, listener);
    }

    private static IllegalArgumentException unknown(String text, String name) {
        var nearest = NAMES.stream()
                .filter(known -> editDistance(known, name) <= 2)
                .min(Comparator.comparingInt(known -> editDistance(known, name)));
        return new IllegalArgumentException("data set '" + text + "' is unknown"
                + nearest.map(known -> ", did you mean " + known + "?").orElse(";") + " known are "
                + String.join(", ", NAMES));
    }

    /** Levenshtein's distance: insertions, deletions and replacements that turn one word into the other. */
    private static int editDistance(String first, String second) {
        var row = new int[second.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= first.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[second.length()];
    }
}
