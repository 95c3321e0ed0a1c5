package dev.orograph.spectrum;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Locale;

/** What a sharpness measure gave: a number, a mean over draws, or none. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface SharpnessValue {
    /** In words, with six digits. */
    String text();

    /**
     * A number without chance in it.
     *
     * @param value infinite or NaN where the loss that it is made of is
     */
    @JsonTypeName("exact")
    record Exact(double value) implements SharpnessValue {
        @Override
        public String text() {
            return String.format(Locale.ROOT, "%.6g", value);
        }
    }

    /** A number that random draws estimate. */
    @JsonTypeName("drawn")
    record Drawn(Estimate estimate) implements SharpnessValue {
        @Override
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%.6g ± %.2g (%d draws)",
                    estimate.value(),
                    estimate.standardError(),
                    estimate.draws());
        }
    }

    /**
     * The measure does not exist here.
     *
     * @param why a clause such as {@code "the gradient is zero"}
     */
    @JsonTypeName("not-reached")
    record NotReached(String why) implements SharpnessValue {
        public NotReached {
            if (why.isBlank()) {
                throw new IllegalArgumentException("a measure that is not reached must say why");
            }
        }

        @Override
        public String text() {
            return "not reached: " + why;
        }
    }
}
