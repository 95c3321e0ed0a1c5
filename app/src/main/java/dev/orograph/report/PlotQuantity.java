package dev.orograph.report;

import dev.orograph.measurement.Convexity;
import dev.orograph.measurement.Surface;
import java.util.List;

/** Which quantity of a surface is shown when none is asked for. */
public final class PlotQuantity {
    private static final List<String> PREFERRED = List.of("train_loss", "test_loss", "loss", Convexity.LARGEST);

    private PlotQuantity() {}

    /** The training loss where it was measured, else the test loss, else λmax, else whatever comes first. */
    public static String choose(Surface surface) {
        return PREFERRED.stream()
                .filter(surface::has)
                .findFirst()
                .or(() -> surface.quantityNames().stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("the surface has no quantity"));
    }
}
