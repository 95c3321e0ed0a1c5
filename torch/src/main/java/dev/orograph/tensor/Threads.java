package dev.orograph.tensor;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * How many processor threads an operation uses. libtorch's number is a property of the calling thread; OpenBLAS keeps a
 * pool of its own, which must be one thread wide or it fights with libtorch's (a training loop was seen 37 times
 * slower).
 */
public final class Threads {
    /** More than any machine has processors; several times as many crash OpenMP. */
    private static final int MOST = 1024;

    private Threads() {}

    /**
     * Refuses a number of threads that cannot be.
     *
     * @throws IllegalArgumentException if {@code count} is less than 1 or more than 1024
     */
    public static void require(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("threads " + count + " must be at least 1 and at most " + MOST);
        }
    }

    /**
     * Sets the number of threads of the operations that the calling thread runs. Every thread that runs operations
     * calls this once, first.
     *
     * @throws IllegalArgumentException if {@code count} is less than 1 or more than 1024
     */
    public static void useInCurrentThread(int count) {
        require(count);
        SingleBlasThread.ensure();
        torch.set_num_threads(count);
    }

    /** Number of threads of the operations that the calling thread runs. */
    public static int inCurrentThread() {
        return torch.get_num_threads();
    }

    /** Number of processors that this process may use. */
    public static int available() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Loads OpenBLAS and narrows its pool once per process. */
    private static final class SingleBlasThread {
        static {
            Loader.load(openblas.class);
            openblas_nolapack.blas_set_num_threads(1);
        }

        private SingleBlasThread() {}

        /** Runs the static initialiser on first use. */
        static void ensure() {}
    }
}
