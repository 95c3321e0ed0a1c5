package dev.orograph.cli;

import dev.orograph.data.DataSources;
import dev.orograph.data.Split;
import dev.orograph.provenance.Machine;
import dev.orograph.provenance.OrographVersion;
import dev.orograph.tensor.NativeEnvironment;
import dev.orograph.tensor.ProductCheck;
import dev.orograph.tensor.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at everything that Orograph needs of a machine, one finding after the other. */
final class Examination {
    private static final String CORE_TYPE = "OPENBLAS_CORETYPE";
    private static final String BLAS_THREADS = "OPENBLAS_NUM_THREADS";

    /** The unpacked libraries take about half of this. */
    private static final long CACHE_BYTES = 1L << 30;

    private final Map<String, String> environment;
    private final Path dataDirectory;
    private final List<Finding> findings = new ArrayList<>();

    private Examination(Map<String, String> environment, Path dataDirectory) {
        this.environment = environment;
        this.dataDirectory = dataDirectory;
    }

    /** All findings, in the order to show them. */
    static List<Finding> run(Map<String, String> environment, Path dataDirectory) {
        var examination = new Examination(environment, dataDirectory);
        examination.machine();
        examination.natives();
        examination.data();
        return List.copyOf(examination.findings);
    }

    private void machine() {
        var machine = Machine.current();
        findings.add(Finding.ok("Orograph", OrographVersion.current()));
        findings.add(Finding.ok("Java", machine.java()));
        findings.add(Finding.ok("system", machine.system() + ", " + machine.architecture()));
        findings.add(Finding.ok("processor", machine.processor() + ", " + machine.cores() + " cores for this process"));
    }

    private void natives() {
        NativeEnvironment natives;
        try {
            natives = NativeEnvironment.detect();
        } catch (IOException e) {
            // nothing works without them; the rest is still worth knowing
            findings.add(Finding.problem("libtorch", String.valueOf(e.getMessage())));
            return;
        }
        findings.add(Finding.ok(
                "libtorch",
                natives.torchVersion() + " for " + natives.platform() + ", " + natives.instructions()
                        + " instructions"));
        findings.add(Finding.ok("threads", natives.threads() + " per operation"));
        findings.add(
                natives.blas().equals("unknown")
                        ? Finding.warning("BLAS", "unknown: something else stands in for OpenBLAS, and may be slower")
                        : Finding.ok("BLAS", natives.blas() + ", kernels for " + natives.blasCore()));
        coreType();
        blasThreads();
        findings.add(Finding.ok("devices", natives.hasCuda() ? "cpu, cuda" : "cpu (no CUDA device in use)"));
        cache(natives.cache());
        selfTest(natives.threads());
    }

    private void coreType() {
        var pinned = environment.getOrDefault(CORE_TYPE, "");
        findings.add(
                pinned.isBlank()
                        ? Finding.ok(CORE_TYPE, "not set; OpenBLAS chooses the kernels for this processor")
                        : Finding.warning(
                                CORE_TYPE,
                                "pins OpenBLAS to " + pinned + " kernels; on a newer processor this can halve the"
                                        + " speed, so unset it"));
    }

    private void blasThreads() {
        var width = environment.getOrDefault(BLAS_THREADS, "");
        findings.add(Finding.ok(
                BLAS_THREADS,
                width.equals("1")
                        ? "1, as it should be"
                        : (width.isBlank() ? "not set" : width) + "; Orograph itself narrows OpenBLAS to one thread"));
    }

    private void cache(Path cache) {
        try {
            long free = Files.getFileStore(cache).getUsableSpace();
            var text = cache + ", " + megabytes(free) + " free";
            if (!Files.isWritable(cache)) {
                findings.add(Finding.warning(
                        "native cache", text + "; not writable, so newer libraries cannot be unpacked"));
            } else if (free < CACHE_BYTES) {
                findings.add(Finding.warning("native cache", text + "; unpacking newer libraries may fail"));
            } else {
                findings.add(Finding.ok("native cache", text));
            }
        } catch (IOException e) {
            findings.add(Finding.problem("native cache", cache + " cannot be examined: " + e.getMessage()));
        }
    }

    private void selfTest(int threads) {
        Threads.useInCurrentThread(1);
        try {
            var check = ProductCheck.run();
            var speed = String.format(Locale.ROOT, "%.0f GFLOP/s on one thread", check.operationsPerSecond() / 1e9);
            if (!check.isExact()) {
                findings.add(
                        Finding.problem("self-test", "a matrix product has a wrong result; do not trust this machine"));
            } else if (!check.isRepeatable()) {
                findings.add(Finding.problem(
                        "self-test", "two equal matrix products differ; results will not be repeatable here"));
            } else {
                findings.add(Finding.ok("self-test", "matrix products exact and repeatable, " + speed));
            }
        } finally {
            Threads.useInCurrentThread(threads);
        }
    }

    private void data() {
        if (!Files.isDirectory(dataDirectory)) {
            findings.add(Finding.ok(
                    "data",
                    "no folder " + dataDirectory + "; digits, toy, spirals and blobs need none, others are fetched or"
                            + " found with --data-dir"));
        } else {
            findings.add(Finding.ok("data", "folder " + dataDirectory + size()));
        }
        DataSources.present(dataDirectory)
                .forEach((name, splits) -> findings.add(Finding.ok(
                        "data " + name,
                        splits.isEmpty()
                                ? "not here"
                                : splits.stream().sorted().map(Split::toString).collect(Collectors.joining(", ")))));
    }

    private String size() {
        try (var files = Files.walk(dataDirectory, 4)) {
            var sizes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .summaryStatistics();
            return ", " + sizes.getCount() + " files, " + megabytes(sizes.getSum());
        } catch (IOException e) {
            return ", which cannot be read: " + e.getMessage();
        }
    }

    private static String megabytes(long bytes) {
        return bytes >= 10L << 30 ? (bytes >> 30) + " GB" : (bytes >> 20) + " MB";
    }
}
