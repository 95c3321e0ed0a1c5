package dev.orograph.cli;

import dev.orograph.network.ExportGuide;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The help page for those who come from PyTorch. */
@Command(
        name = "pytorch",
        description = "Shows the lines of Python that export a PyTorch model and its data.",
        mixinStandardHelpOptions = true)
final class PytorchCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("the command has no specification");
        }
        var out = spec.commandLine().getOut();
        out.println(
                "In Python, export the model in evaluation mode, giving logits or log-probabilities, and its data:");
        out.println();
        ExportGuide.python()
                .lines()
                .map(line -> line.isBlank() ? "" : "    " + line)
                .forEach(out::println);
        out.println();
        out.println("Then survey it, with the directions, ranges and figures of any other network:");
        out.println();
        out.println(
                "    orograph landscape --model script:model.pt --data file:data.safetensors --x=-1:1:51 --y=-1:1:51");
        out.println();
        out.println("A state dictionary of a built-in architecture needs no export:");
        out.println();
        out.println("    orograph landscape --model resnet20 --model-file checkpoint.pt --data cifar10 --x=-1:1:51");
        out.flush();
        return ExitCode.OK;
    }
}
