package dev.orograph.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The lines of Python that bring a PyTorch model and its data here, for the help pages. */
public final class ExportGuide {
    private ExportGuide() {}

    /** The lines as docs/pytorch.md shows them. */
    public static String python() {
        try (var stream = ExportGuide.class.getResourceAsStream("export_model.py")) {
            if (stream == null) {
                throw new IllegalStateException("export_model.py is missing from this build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
