package dev.orograph.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A form in which something can leave Orograph. */
enum ExportForm {
    /** Surfaces and training metrics as tables. */
    CSV,
    /** Surfaces for ParaView. */
    VTP,
    /** Surfaces as the published loss-landscape scripts have them. */
    H5,
    /** Weights. */
    SAFETENSORS,
    /** Weights as a PyTorch state dictionary. */
    PT,
    /** Training metrics as an event file for TensorBoard. */
    TENSORBOARD;

    /**
     * Reads the name of a form.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static ExportForm parse(String text) {
        for (var form : values()) {
            if (form.name().equalsIgnoreCase(text)) {
                return form;
            }
        }
        throw new IllegalArgumentException("export to '" + text + "' is not possible; choose " + all());
    }

    /**
     * The form that a file's ending stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    static ExportForm ofEnding(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        for (var form : values()) {
            if (name.endsWith(form.ending()) || (form == TENSORBOARD && isEventFile(name))) {
                return form;
            }
        }
        throw new IllegalArgumentException("the ending of " + file + " names no form; give one with --to: " + all());
    }

    private static boolean isEventFile(String name) {
        return name.contains("tfevents");
    }

    private static String all() {
        return Arrays.stream(values()).map(ExportForm::toString).collect(Collectors.joining(", "));
    }

    boolean isWeights() {
        return this == SAFETENSORS || this == PT;
    }

    /** As in {@code .csv}. */
    String ending() {
        return "." + this;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
