package dev.orograph.network;

import dev.orograph.provenance.Specification;
import dev.orograph.tensor.RandomStream;

/**
 * The emergence-promoting start: normal with standard deviation ν_l·√(2/n_in), ν_l = (1 + ln l/ln d)/√n_in, where l is the
 * number of the layer from 1 and d the number of layers. Without damping the factor 1/√n_in is left out, which makes it
 * Kaiming's times 1 in the first layer to 2 in the last.
 *
 * @param isDamped whether there is the factor 1/√n_in, as published
 */
record EmergencePromoting(boolean isDamped) implements Initializer {
    /** {@code emergence-promoting} or {@code emergence-promoting:damped=false}. */
    static EmergencePromoting of(Specification given) {
        given.allow("damped");
        return new EmergencePromoting(given.flag("damped", true));
    }

    @Override
    public double[] draw(WeightBlock block, RandomStream stream) {
        double depth = block.layer() > 1 ? 1 + StrictMath.log(block.layer()) / StrictMath.log(block.layers()) : 1;
        double damping = isDamped ? 1 / Math.sqrt((double) block.fanIn()) : 1;
        return NormalInitializer.normal(block.elements(), 0, depth * damping * Math.sqrt(2.0 / block.fanIn()), stream);
    }

    @Override
    public String warning() {
        return isDamped
                ? "emergence-promoting as published divides Kaiming's deviations by a further √n_in, so that the signal"
                        + " of a deep network all but vanishes; emergence-promoting:damped=false leaves that out"
                : "";
    }
}
