package dev.orograph.figure;

/** What can be said of one measured point; everything but {@link #FINITE} is drawn in a way of its own. */
enum CellKind {
    FINITE("", "ffffff", "ffffff"),
    NAN("NaN", "d9d9d9", "8c8c8c"),
    INFINITE("infinite", "3d0c11", "3d0c11"),
    MINUS_INFINITE("−infinite", "0b2545", "0b2545"),
    MISSING("not computed", "f7f7f7", "dddddd");

    private final String label;
    private final String fill;
    private final String hatch;

    CellKind(String label, String fill, String hatch) {
        this.label = label;
        this.fill = fill;
        this.hatch = hatch;
    }

    static CellKind of(double value) {
        if (Double.isNaN(value)) {
            return NAN;
        }
        return Double.isFinite(value) ? FINITE : value > 0 ? INFINITE : MINUS_INFINITE;
    }

    String label() {
        return label;
    }

    Rgb fill() {
        return Rgb.of(fill);
    }

    Rgb hatch() {
        return Rgb.of(hatch);
    }

    boolean isHatched() {
        return !fill.equals(hatch);
    }
}
