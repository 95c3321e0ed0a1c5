package dev.orograph.tensor;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_full;
import org.bytedeco.pytorch.global.torch;

/**
 * The native code that this process runs on.
 *
 * @param platform as in {@code linux-x86_64}
 * @param torchVersion of the libtorch binding, such as {@code 2.10.0-1.5.13}
 * @param torchConfiguration libtorch's own description of how it was built, several lines
 * @param instructions widest vector instructions that libtorch uses, such as {@code AVX512}
 * @param threads that libtorch uses per operation in the calling thread, unless told otherwise
 * @param hasCuda whether a CUDA device can be used
 * @param blas OpenBLAS's own description, or {@code unknown}
 * @param blasCore the processor core that OpenBLAS chose its kernels for, or {@code unknown}
 * @param cache folder into which native libraries are unpacked
 */
public record NativeEnvironment(
        String platform,
        String torchVersion,
        String torchConfiguration,
        String instructions,
        int threads,
        boolean hasCuda,
        String blas,
        String blasCore,
        Path cache) {
    private static final String UNKNOWN = "unknown";

    /**
     * Loads the native libraries and asks them.
     *
     * @throws IOException in one sentence, if they cannot be unpacked or loaded
     */
    public static NativeEnvironment detect() throws IOException {
        try (var scope = new PointerScope()) {
            return new NativeEnvironment(
                    Loader.getPlatform(),
                    version(),
                    text(torch.show_config()),
                    text(torch.get_cpu_capability()),
                    torch.get_num_threads(),
                    torch.cuda_is_available(),
                    blas(true),
                    blas(false),
                    Loader.getCacheDir().toPath());
        } catch (LinkageError e) {
            throw new IOException(
                    "the native libraries for " + Loader.getPlatform() + " cannot be loaded: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static String version() throws IOException {
        var version = Loader.getVersion("org.bytedeco", "pytorch");
        return version == null ? UNKNOWN : version;
    }

    /** OpenBLAS's configuration or its core; the functions are missing where another BLAS stands in for it. */
    private static String blas(boolean wantsConfiguration) {
        try {
            Loader.load(openblas_full.class);
            return text(wantsConfiguration
                            ? openblas_full.openblas_get_config()
                            : openblas_full.openblas_get_corename())
                    .strip();
        } catch (LinkageError e) {
            return UNKNOWN;
        }
    }

    private static String text(BytePointer pointer) {
        return pointer.getString();
    }
}
