package dev.orograph.monitor;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The faults that are looked for: what each is, and from which probe it is seen. */
public enum AlarmKind {
    /** Seen at the step itself, so that nothing watches the records for it. */
    NAN("a loss or gradient that is NaN or infinite", "none"),

    EXPLODING("a gradient norm above 10,000, or 100 times its running mean", "gradient_norm, by layer layer_gradients"),

    VANISHING(
            "a root mean square of the gradient below 1e-8, three records in a row, while the loss is above 1e-4",
            "gradient_norm, by layer layer_gradients"),

    DEAD("half of the units of a ReLU layer, or more, zero for the whole batch, three records in a row", "dead_units"),

    UPDATE_RATIO("an update ratio of a weight matrix outside 1e-4 to 1e-2, twenty records in a row", "update_ratio"),

    UNSTABLE("a largest eigenvalue above the optimizer's stability threshold, three records in a row", "lambda_max"),

    PLATEAU("a training loss that has not fallen by a thousandth in five epochs", "none"),

    OVERFITTING("a validation loss that rises three epochs in a row while the training loss falls", "none");

    private final String description;
    private final String probe;

    AlarmKind(String description, String probe) {
        this.description = description;
        this.probe = probe;
    }

    /**
     * The alarm of that name.
     *
     * @throws IllegalArgumentException if there is none, listing those there are
     */
    static AlarmKind parse(String text) {
        for (var kind : values()) {
            if (kind.toString().equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("alarm '" + text + "' is unknown; choose "
                + Arrays.stream(values()).map(AlarmKind::toString).collect(Collectors.joining(", ")));
    }

    /** What it is raised for. */
    public String description() {
        return description;
    }

    /** The probes whose records it is seen from. */
    public String probe() {
        return probe;
    }

    Optional<Watch> watch(Blocks blocks) {
        return switch (this) {
            case NAN -> Optional.empty();
            case EXPLODING -> Optional.of(new ExplodingGradients());
            case VANISHING -> Optional.of(new VanishingGradients(blocks));
            case DEAD -> Optional.of(new DeadLayers());
            case UPDATE_RATIO -> Optional.of(new UnsuitableUpdates(blocks));
            case UNSTABLE -> Optional.of(new Instability());
            case PLATEAU -> Optional.of(new Plateau());
            case OVERFITTING -> Optional.of(new Overfitting());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
