package dev.orograph.curvature;

import dev.orograph.progress.Listener;
import dev.orograph.progress.Outcome;
import dev.orograph.progress.Progress;
import dev.orograph.spectrum.Eigenvalue;
import dev.orograph.tensor.RandomStream;
import dev.orograph.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Extreme eigenpairs by Lanczos' process with full re-orthogonalisation, restarted with the best vectors so far when the
 * basis is full.
 *
 * <p>A pair has converged when its residual is at most the tolerance times |λ| (or times ε^(2/3)·‖A‖, where λ is smaller
 * than that). Residuals that are given include what rounding adds, about 8ε·‖A‖. The search ends when all have, and the next in rank has nearly.
 *
 * <p>Sources: Lanczos 1950, doi:10.6028/jres.045.026; Wu and Simon 2000 (thick restart),
 * doi:10.1137/S0895479898334605.
 *
 * @param count how many pairs, at least 1
 * @param end which
 * @param tolerance of the residual as a share of |λ|, above 0
 * @param mostProducts after which the search stops as it is, at least 1
 * @param basisBytes memory for the basis, in bytes
 * @param seed of the random start
 */
public record Lanczos(int count, Extreme end, double tolerance, int mostProducts, long basisBytes, long seed) {
    /** Residual of the next eigenvalue in rank, as a multiple of the tolerance, that tells it from the last wanted. */
    private static final double GUARD = 100;

    /** Vectors beside the wanted ones with which a basis still makes progress. */
    private static final int LEAST_ROOM = 6;

    /** More vectors than this only make a step dearer. */
    private static final int MOST_ROOM = 200;

    /** What rounding adds to a residual, in units of ε·‖A‖: products of networks were seen to be off by a few. */
    private static final double ROUNDING = 8;

    private static final int DEFAULT_PRODUCTS = 1000;
    private static final long DEFAULT_BYTES = 4L << 30;
    private static final long START = 0x6c616e637a6f73L;

    public Lanczos {
        if (count < 1) {
            throw new IllegalArgumentException(count + " eigenpairs; ask for at least 1");
        }
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("tolerance " + tolerance + " must be above 0");
        }
        if (mostProducts < 1) {
            throw new IllegalArgumentException("at most " + mostProducts + " products; allow at least 1");
        }
    }

    /** The {@code count} largest in magnitude, to a residual of 1e-4·|λ|. */
    public static Lanczos top(int count) {
        return new Lanczos(count, Extreme.LARGEST_MAGNITUDE, 1e-4, DEFAULT_PRODUCTS, DEFAULT_BYTES, 0);
    }

    public Lanczos withEnd(Extreme newEnd) {
        return new Lanczos(count, newEnd, tolerance, mostProducts, basisBytes, seed);
    }

    public Lanczos withTolerance(double newTolerance) {
        return new Lanczos(count, end, newTolerance, mostProducts, basisBytes, seed);
    }

    public Lanczos withMostProducts(int newMost) {
        return new Lanczos(count, end, tolerance, newMost, basisBytes, seed);
    }

    public Lanczos withBasisBytes(long newBytes) {
        return new Lanczos(count, end, tolerance, mostProducts, newBytes, seed);
    }

    public Lanczos withSeed(long newSeed) {
        return new Lanczos(count, end, tolerance, mostProducts, basisBytes, newSeed);
    }

    /**
     * Searches. If the listener stops it, the result holds what has been found so far.
     *
     * @return to be closed by the caller
     * @throws IllegalArgumentException if the operator has fewer eigenpairs, or memory is too small for the basis
     * @throws ArithmeticException if a product was NaN or infinite
     */
    public Eigenpairs solve(SymmetricOperator operator, Listener listener) {
        if (count > operator.size()) {
            throw new IllegalArgumentException(
                    count + " eigenpairs exceed the operator's size " + operator.size() + "; ask for at most that");
        }
        int most = basisSize(operator);
        var random = RandomStream.of(seed, START);
        try (var scope = new PointerScope();
                var krylov = new Krylov(operator, random.gaussians(operator.size(), operator.precision()), most)) {
            for (int products = 1; ; products++) {
                krylov.expand();
                if (!krylov.isFinite()) {
                    throw new ArithmeticException("a product with the operator is NaN or infinite");
                }
                var state = new State(krylov, operator);
                listener.onProgress(new Progress("eigenvalues", products, -1, "product", state.note()));
                var outcome = outcome(state, products, listener);
                if (outcome != null) {
                    return state.result(products, outcome);
                }
                boolean isClosed = krylov.coupling() == 0;
                if (krylov.isFull()) {
                    krylov.restart(state.spectrum, state.kept());
                }
                if (isClosed) {
                    krylov.turn(random);
                }
            }
        }
    }

    /** How the search ends now; null if it goes on. */
    private @Nullable Outcome outcome(State state, int products, Listener listener) {
        if (state.isDone()) {
            return Outcome.COMPLETED;
        } else if (listener.isCancelled()) {
            return Outcome.CANCELLED;
        }
        return products >= mostProducts ? Outcome.STOPPED_EARLY : null;
    }

    private int basisSize(SymmetricOperator operator) {
        long affordable = basisBytes / (operator.size() * operator.precision().bytes()) - 1;
        long least = Math.min(operator.size(), count + 1L + LEAST_ROOM);
        if (affordable < least) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d eigenpairs of %,d parameters need a basis of at least %,d MB, and memory for it is %,d MB;"
                            + " allow more, or ask for fewer",
                    count,
                    operator.size(),
                    ((least + 1) * operator.size() * operator.precision().bytes()) >> 20,
                    basisBytes >> 20));
        }
        long wanted = Math.min(operator.size(), 2L * count + MOST_ROOM);
        return Math.toIntExact(Math.min(affordable, wanted));
    }

    /** What the basis tells at one moment. */
    private final class State {
        private final Krylov krylov;
        private final SymmetricOperator operator;
        private final SmallSpectrum spectrum;
        private final int[] order;
        private final double norm;
        private final double epsilon;
        private final double floor;

        State(Krylov krylov, SymmetricOperator operator) {
            this.krylov = krylov;
            this.operator = operator;
            this.spectrum = krylov.spectrum();
            this.order = end.order(spectrum.values());
            this.norm = Arrays.stream(spectrum.values()).map(Math::abs).max().orElse(0);
            this.epsilon = operator.precision().epsilon();
            this.floor = norm * Math.pow(epsilon, 2.0 / 3);
        }

        private double value(int rank) {
            return spectrum.value(order[rank]);
        }

        private double residual(int rank) {
            return krylov.coupling() * Math.abs(spectrum.last(order[rank]));
        }

        private boolean isConverged(int rank, double share) {
            return residual(rank) <= share * Math.max(Math.abs(value(rank)), floor);
        }

        /** Whether the basis spans everything there is. */
        private boolean isComplete() {
            return spectrum.size() == operator.size();
        }

        private boolean isFound() {
            for (int rank = 0; rank < count; rank++) {
                if (!isConverged(rank, tolerance)) {
                    return false;
                }
            }
            return true;
        }

        boolean isDone() {
            return isComplete() || (spectrum.size() > guards() + count - 1 && isFound() && isRankAssured());
        }

        /** How many further eigenvalues must be known: one, or one at each end. */
        private int guards() {
            return end == Extreme.BOTH_ENDS ? 2 : 1;
        }

        private boolean isRankAssured() {
            if (isComplete()) {
                return true;
            }
            for (int rank = count; rank < count + guards(); rank++) {
                if (rank >= spectrum.size() || !isConverged(rank, GUARD * tolerance)) {
                    return false;
                }
            }
            return true;
        }

        /** What a restart keeps: the wanted, and of the rest the best half of the room. */
        int[] kept() {
            int room = spectrum.size() - count;
            return Arrays.copyOf(order, count + Math.max(1, room / 2));
        }

        String note() {
            return String.format(Locale.ROOT, "λ = %.4g", value(0));
        }

        Eigenpairs result(int products, Outcome outcome) {
            int found = Math.min(count, spectrum.size());
            var values = new ArrayList<Eigenvalue>();
            for (int rank = 0; rank < found; rank++) {
                double error = Math.hypot(residual(rank), ROUNDING * epsilon * norm);
                values.add(new Eigenvalue(value(rank), error, isConverged(rank, tolerance)));
            }
            try (var scope = new PointerScope()) {
                var vectors = krylov.combine(spectrum, Arrays.copyOf(order, found));
                orient(vectors);
                return new Eigenpairs(
                        List.copyOf(values),
                        Tensors.own(vectors),
                        products,
                        isRankAssured(),
                        krylov.orthogonalityError(),
                        outcome);
            }
        }
    }

    /** Chooses of the two signs of each row the one whose component of largest absolute value is positive. */
    static void orient(Tensor vectors) {
        try (var scope = new PointerScope()) {
            var largest = vectors.abs().argmax(new LongOptional(1), true);
            vectors.mul_(vectors.gather(1, largest).sign());
        }
    }
}
