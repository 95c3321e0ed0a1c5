package dev.orograph.data;

/** Guards data sets that are not images against settings that only images have. */
final class ImageSettings {
    private ImageSettings() {}

    static void refuse(String name, DataSettings settings) {
        var scaling = settings.scaling();
        if (scaling != InputScaling.Named.PUBLISHED && scaling != InputScaling.Named.NONE) {
            throw new IllegalArgumentException(
                    "inputs of data set " + name + " are used as they are; leave out normalisation '" + scaling + "'");
        }
        if (settings.padding() > 0) {
            throw new IllegalArgumentException(
                    "data set " + name + " holds no images to pad; leave out padding " + settings.padding());
        }
    }
}
