package dev.orograph.spectrum;

/** How a few weighted points become a smooth curve: a Gaussian around each, of a width that the range decides. */
public enum Smoothing {
    /**
     * The width PyHessian uses: variance 1e-5 · max(1, range of the nodes).
     *
     * <p>Source: Yao, Gholami, Keutzer, Mahoney 2020, arXiv 1912.07145, and its code.
     */
    PYHESSIAN {
        @Override
        double deviation(double range, int nodes) {
            return Math.sqrt(1e-5 * Math.max(1, range));
        }
    },
    /**
     * Papyan's: on the spectrum scaled to [−1, 1] a deviation of 2 / ((m − 1) √(8 ln κ)) for m nodes, so that neighbours
     * at equal distances meet at the share 1/κ of their height; κ = 3. In units of the eigenvalues this is half the range
     * as much.
     *
     * <p>Source: Papyan 2018, arXiv 1811.07062.
     */
    PAPYAN {
        @Override
        double deviation(double range, int nodes) {
            return range / Math.max(1, nodes - 1) / Math.sqrt(8 * Math.log(KAPPA));
        }
    };

    private static final double KAPPA = 3;

    /**
     * Standard deviation of each Gaussian, in units of the eigenvalues.
     *
     * @param range largest minus smallest node of all runs
     * @param nodes of a run
     */
    abstract double deviation(double range, int nodes);
}
