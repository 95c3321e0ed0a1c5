package dev.orograph.cli;

import java.util.List;

/** What to call networks that were given as paths. */
final class Labels {
    private Labels() {}

    /** The last part of a path, or the whole text where others end alike. */
    static String of(String text, List<String> all) {
        var last = last(text);
        return all.stream().filter(other -> last(other).equals(last)).count() > 1 ? text : last;
    }

    private static String last(String text) {
        var trimmed = text.replaceAll("[/\\\\]+$", "");
        var name = trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1);
        return name.replaceAll("\\.(safetensors|pt|pth|t7|tar|bin|h5|hdf5|csv)$", "");
    }
}
