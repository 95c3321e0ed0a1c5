package dev.orograph.network;

import dev.orograph.provenance.Specification;
import java.util.Optional;

/**
 * How the blocks of a rule start: drawn by an initialiser, then perhaps scaled by data.
 *
 * @param initializer what draws
 * @param scaling what scales the layers' outputs afterwards, if anything does
 */
record BlockStart(Initializer initializer, Optional<UnitVariance> scaling) {
    static final BlockStart DEFAULT = new BlockStart(new TorchInitializer(), Optional.empty());

    /**
     * Reads an initialiser, followed by {@code +spectral} or {@code +lsuv}; {@code lsuv} alone is
     * {@code orthogonal+lsuv}.
     *
     * @throws IllegalArgumentException in one sentence, if it has another form
     */
    static BlockStart parse(String text) {
        // A plus before a letter; that of 1e+3 stays.
        var parts = text.strip().split("\\+(?=\\s*[a-zA-Z])", -1);
        var start = isUnitVariance(parts[0])
                ? new BlockStart(new OrthogonalInitializer(1, false), Optional.of(UnitVariance.parse(parts[0])))
                : new BlockStart(InitializerNames.parse(parts[0]), Optional.empty());
        for (int i = 1; i < parts.length; i++) {
            start = start.followedBy(parts[i].strip());
        }
        return start;
    }

    private static boolean isUnitVariance(String text) {
        return text.strip().equals("lsuv") || text.strip().startsWith("lsuv:");
    }

    private BlockStart followedBy(String text) {
        if (scaling.isPresent()) {
            throw new IllegalArgumentException("nothing may follow lsuv, but '" + text + "' does; put it before");
        }
        if (isUnitVariance(text)) {
            return new BlockStart(initializer, Optional.of(UnitVariance.parse(text)));
        }
        var given = Specification.parse("step after an initialiser", text);
        if (given.name().equals("spectral")) {
            return new BlockStart(SpectralScaling.of(initializer, given), Optional.empty());
        }
        throw new IllegalArgumentException(
                "only spectral and lsuv may follow an initialiser behind a plus, not '" + given.name() + "'");
    }
}
