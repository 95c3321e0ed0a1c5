package dev.orograph.report;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Status;
import dev.orograph.measurement.Surface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far a surface can be believed, in words. */
public final class TrustText {
    private static final String CENTRE_LOSS = "centre_loss";
    private static final String MODEL_LOSS = "model_loss";
    private static final String DIFFERENCE = "centre_difference";
    private static final String STANDARD_ERROR = "standard_error";
    private static final String POPULATION = "population";
    private static final String SAMPLES = "samples";
    private static final String LOSS_ERROR = "loss_se";
    private static final String RISE_ERROR = "rise_error";
    private static final String RISE_ERROR_95 = "rise_error_95";
    private static final String SPREAD = "loss_direction_spread";
    private static final String COSINE = "cosine_xy";
    private static final String VARIANCE = "explained_variance_";
    private static final String PLACE = "place.";
    private static final String NAN = "share_nan";
    private static final String INFINITE = "share_infinite";
    private static final String DETERMINISTIC = "deterministic";
    private static final String COMPUTED_SHARE = "share_computed";
    private static final String ERROR_MEDIAN = "interpolation_error_median";
    private static final String ERROR_MOST = "interpolation_error_p95";
    private static final String CENTRE = "centre_";
    private static final String EIGENVALUE_ERROR = "eig_error_";
    private static final String EIGENVALUE = "eigenvalue_";
    private static final String EIGENVALUE_RESIDUAL = "eigenvalue_residual_";
    private static final String TOO_MUCH = ", which is more than rounding in float32";

    /** What float32 arithmetic may differ by, relative to losses above 1; the survey checks the same bound. */
    private static final double ROUNDING = 1e-6;

    /** Below this cosine two directions are less than two degrees away from a right angle. */
    private static final double NEARLY_ORTHOGONAL = 0.03;

    private final Map<String, Double> left;
    private final List<String> sentences = new ArrayList<>();
    private final boolean isNarrow;
    private final boolean hasEigenvalues;
    private final Set<String> quantities;
    private final String chance;

    private TrustText(Surface surface) {
        left = new LinkedHashMap<>(surface.trust().figures());
        quantities = surface.quantityNames();
        hasEigenvalues = Convexity.isKnown(surface);
        chance = surface.provenance().entries().getOrDefault("chance", "");
        isNarrow = "bfloat16".equals(surface.provenance().entries().get("precision"));
    }

    /** One line for the small print of a figure; empty if nothing is known. */
    public static String caption(Surface surface) {
        var figures = surface.trust().figures();
        var parts = new ArrayList<String>();
        var slice = surface.provenance().entries().get(Surface.SLICE);
        if (slice != null) {
            parts.add("slice at " + slice);
        }
        figures.forEach((name, value) -> {
            if (name.endsWith(CENTRE_LOSS)) {
                var set = prefix(name, CENTRE_LOSS);
                var error = figures.get(set + STANDARD_ERROR);
                parts.add(words(set) + "loss at the centre " + Numbers.text(value)
                        + (error == null ? "" : " ± " + Numbers.text(error, 2)));
            }
        });
        figures.forEach((name, population) -> {
            var samples = name.endsWith(POPULATION) ? figures.get(prefix(name, POPULATION) + SAMPLES) : null;
            if (samples != null) {
                parts.add(whole(samples) + " of " + whole(population) + " " + words(prefix(name, POPULATION))
                        + "samples");
            }
        });
        add(parts, "cos(x, y) ", figures.get(COSINE), 2);
        var nan = figures.get(NAN);
        var infinite = figures.get(INFINITE);
        if (nan != null && infinite != null) {
            parts.add(
                    nan + infinite == 0
                            ? "all cells finite"
                            : "NaN " + Numbers.percent(nan) + ", infinite " + Numbers.percent(infinite));
        }
        if (surface.count(Status.COMPUTED) < surface.grid().cells()) {
            parts.add(computed(surface));
        }
        var median = figures.get(ERROR_MEDIAN);
        var most = figures.get(ERROR_MOST);
        if (median != null && most != null && surface.count(Status.INTERPOLATED) > 0) {
            parts.add("interpolation error " + errorPercent(median) + ", 95 % within " + errorPercent(most));
        }
        return String.join(" · ", parts);
    }

    private static void add(List<String> parts, String label, @Nullable Double value, int digits) {
        if (value != null) {
            parts.add(label + Numbers.text(value, digits));
        }
    }

    private static String computed(Surface surface) {
        int interpolated = surface.count(Status.INTERPOLATED);
        boolean isWhole = surface.knownCells() == surface.grid().cells();
        return surface.count(Status.COMPUTED) + " of " + surface.grid().cells() + " cells computed"
                + (interpolated == 0
                        ? ""
                        : isWhole ? ", the others interpolated" : ", " + interpolated + " interpolated");
    }

    /** A few sentences for a reader who has not met these figures; never empty. */
    public static List<String> sentences(Surface surface) {
        if (surface.trust().figures().isEmpty()) {
            var none = new ArrayList<String>();
            none.add(
                    "Nothing is recorded about how far this surface can be trusted: its file carries no trust figures.");
            completeness(surface, none);
            return none;
        }
        var text = new TrustText(surface);
        for (var name : surface.trust().figures().keySet()) {
            if (name.endsWith(CENTRE_LOSS)) {
                text.centre(prefix(name, CENTRE_LOSS));
                text.sampling(prefix(name, CENTRE_LOSS));
            }
        }
        text.curvature();
        text.spread();
        text.determinism();
        text.cosine();
        text.shares();
        completeness(surface, text.sentences);
        text.interpolation(surface);
        text.variance();
        text.eigenvectors();
        text.places(surface);
        text.left.forEach((name, value) ->
                text.sentences.add("Also recorded: " + name.replace('_', ' ') + " " + Numbers.text(value) + "."));
        return List.copyOf(text.sentences);
    }

    private static void completeness(Surface surface, List<String> sentences) {
        if (surface.knownCells() < surface.grid().cells()) {
            sentences.add("It is not complete: " + computed(surface) + ".");
        } else if (surface.count(Status.INTERPOLATED) > 0) {
            sentences.add("Not every cell was measured: " + computed(surface) + ".");
        }
    }

    private void interpolation(Surface surface) {
        left.remove(COMPUTED_SHARE);
        var median = left.remove(ERROR_MEDIAN);
        var most = left.remove(ERROR_MOST);
        if (median != null && most != null && surface.count(Status.INTERPOLATED) > 0) {
            sentences.add("Cells predicted before they were measured put the error of an interpolated "
                    + (hasEigenvalues ? "loss or eigenvalue" : "loss") + " at " + errorPercent(median)
                    + " (median), and 95 % of them within " + errorPercent(most) + ", of the "
                    + (hasEigenvalues ? "value" : "loss") + " or of the centre's"
                    + " where that is larger.");
        }
    }

    private static String errorPercent(double share) {
        return Numbers.text(100 * share, 2) + " %";
    }

    private void centre(String set) {
        var loss = left.remove(set + CENTRE_LOSS);
        var own = left.remove(set + MODEL_LOSS);
        var difference = left.remove(set + DIFFERENCE);
        var error = left.remove(set + STANDARD_ERROR);
        if (loss == null) {
            return;
        }
        var sentence = "At the centre the survey finds a " + words(set) + "loss of " + Numbers.text(loss);
        if (own != null && difference != null) {
            sentence += sameness(own, difference);
        }
        sentences.add(sentence + ".");
        if (error != null && Double.isFinite(error)) {
            sentences.add(
                    "The standard error of that loss over the samples is " + Numbers.text(error, 2)
                            + ": with other samples of the same kind the whole surface would lie about so much higher or lower.");
        }
    }

    private String sameness(double own, double difference) {
        if (!Double.isFinite(difference)) {
            return Double.isFinite(own)
                    ? "; the network's own loss is " + Numbers.text(own)
                    : ", as does the network itself";
        }
        if (difference == 0) {
            return ", exactly the network's own";
        }
        boolean isRounding = difference <= ROUNDING * Math.max(1, Math.abs(own));
        return "; the network's own loss differs by " + Numbers.text(difference, 2)
                + (isRounding ? ", which is rounding" : isNarrow ? ", which is bfloat16's rounding" : TOO_MUCH);
    }

    /** What was left out of a split, and what that costs. */
    private void sampling(String set) {
        var population = left.remove(set + POPULATION);
        var samples = left.remove(set + SAMPLES);
        var lossError = left.remove(set + LOSS_ERROR);
        var rise = left.remove(set + RISE_ERROR);
        var worst = left.remove(set + RISE_ERROR_95);
        if (population == null || samples == null) {
            return;
        }
        sentences.add(
                hasPrefixes(set)
                        ? "Each cell takes as many of the " + whole(population) + " " + words(set)
                                + "samples as it needs, in one random order: " + whole(samples) + " on average."
                        : "Only " + whole(samples) + " of the " + whole(population) + " " + words(set)
                                + "samples are measured, the first in file order; what follows holds if that order is"
                                + " arbitrary.");
        if (lossError != null && rise != null && worst != null && Double.isFinite(lossError)) {
            sentences.add("The loss over all of them is known to ± " + Numbers.text(lossError, 2)
                    + " (standard error of the median cell); how far a cell lies above the centre, to "
                    + Numbers.percent(rise) + " of the larger of the two losses, and to " + Numbers.percent(worst)
                    + " or better in 95 % of the cells.");
        }
    }

    private boolean hasPrefixes(String set) {
        return quantities.contains(set + SAMPLES);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private void spread() {
        var pairs = left.remove("direction_pairs");
        if (pairs == null) {
            return;
        }
        for (var name : List.copyOf(left.keySet())) {
            if (name.endsWith(SPREAD)) {
                var share = left.remove(name);
                sentences.add("It is the mean of " + whole(pairs) + " surfaces over different random directions; their "
                        + words(prefix(name, SPREAD)) + "losses differ by "
                        + Numbers.percent(share == null ? Double.NaN : share)
                        + " of it (standard deviation, on average over the cells).");
            }
        }
    }

    /** Eigenvalues at the centre, and how well they are known at the cells. */
    private void curvature() {
        var smallest = left.remove(CENTRE + Convexity.SMALLEST);
        var largest = left.remove(CENTRE + Convexity.LARGEST);
        if (smallest != null && largest != null) {
            sentences.add("At the centre the eigenvalues of the Hessian lie between " + Numbers.text(smallest) + " and "
                    + Numbers.text(largest) + ".");
        }
        var median = left.remove(EIGENVALUE_ERROR + "median");
        var nearly = left.remove(EIGENVALUE_ERROR + "p95");
        var most = left.remove(EIGENVALUE_ERROR + "most");
        if (median != null && nearly != null && most != null) {
            sentences.add("The residuals of both eigenvalues are at most " + Numbers.percent(median)
                    + " of the larger one in half of the cells, " + Numbers.percent(nearly) + " in 95 % and "
                    + Numbers.percent(most) + " in all of them: so near to each lies one of the Hessian's, if not"
                    + " necessarily its very first.");
        }
    }

    private void determinism() {
        var deterministic = left.remove(DETERMINISTIC);
        if (deterministic != null) {
            sentences.add(
                    deterministic == 1
                            ? "Two evaluations of the centre agree to the bit."
                            : "Two evaluations of the centre differ: the network is not deterministic, and part of what"
                                    + " looks rough is noise.");
        }
        if (!chance.isEmpty()) {
            sentences.add("Its output is not a function of each sample alone: " + chance
                    + ". Export it again after model.eval(), or without that.");
        }
    }

    private void cosine() {
        var cosine = left.remove(COSINE);
        if (cosine == null) {
            return;
        }
        if (cosine.isNaN()) {
            sentences.add("The two directions have no angle: one of them is zero or not finite.");
            return;
        }
        long degrees = Math.round(Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, cosine)))));
        sentences.add(
                Math.abs(cosine) <= NEARLY_ORTHOGONAL
                        ? "The two directions are practically at right angles (cosine " + Numbers.text(cosine, 2)
                                + "), so shapes in the picture are not sheared."
                        : "The two directions meet at " + degrees + "° (cosine " + Numbers.text(cosine, 2)
                                + "), so the picture shows the plane sheared.");
    }

    /** How much of the checkpoints' variance each axis shows that is a principal component. */
    private void variance() {
        var shares = new ArrayList<String>();
        for (var name : List.copyOf(left.keySet())) {
            if (name.startsWith(VARIANCE)) {
                var share = left.remove(name);
                shares.add(name.substring(VARIANCE.length()) + " " + (share == null ? "" : Numbers.percent(share)));
            }
        }
        if (!shares.isEmpty()) {
            sentences.add("Of the variance among the checkpoints the axes show: " + String.join(", ", shares) + ".");
        }
    }

    /** Which axes are eigenvectors of the Hessian. */
    private void eigenvectors() {
        for (var name : List.copyOf(left.keySet())) {
            if (name.startsWith(EIGENVALUE) && !name.startsWith(EIGENVALUE_RESIDUAL)) {
                var axis = name.substring(EIGENVALUE.length());
                var value = left.remove(name);
                var residual = left.remove(EIGENVALUE_RESIDUAL + axis);
                if (value != null && residual != null) {
                    sentences.add("Along " + axis + " the loss at the centre curves by the Hessian's eigenvalue "
                            + Numbers.text(value) + " (residual " + Numbers.text(residual, 2) + ").");
                }
            }
        }
    }

    private void places(Surface surface) {
        surface.provenance().entries().forEach((key, coordinates) -> {
            if (key.startsWith(PLACE)) {
                var numbers = Stream.of(coordinates.split(" "))
                        .map(number -> Numbers.text(Double.parseDouble(number)))
                        .collect(Collectors.joining(", "));
                sentences.add(key.substring(PLACE.length()) + " lies at (" + numbers + ").");
            }
        });
    }

    private void shares() {
        var nan = left.remove(NAN);
        var infinite = left.remove(INFINITE);
        if (nan == null || infinite == null) {
            return;
        }
        sentences.add(
                nan + infinite == 0
                        ? "Every computed cell has a finite loss."
                        : Numbers.percent(nan) + " of the cells are NaN and " + Numbers.percent(infinite)
                                + " infinite: there the network's output overflows, or its weights are no numbers; the figures mark"
                                + " them.");
    }

    private static String prefix(String name, String ending) {
        return name.substring(0, name.length() - ending.length());
    }

    private static String words(String set) {
        return set.replace("train", "training").replace('_', ' ');
    }
}
