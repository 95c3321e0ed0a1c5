package dev.orograph.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns what went wrong into one sentence and an exit status: 2 for wrong usage (an unknown flag, an argument that
 * makes no sense), 1 for everything else. A stack trace appears only with {@code --verbose}.
 */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final BooleanSupplier verbose;

    Failures(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        var command = exception.getCommandLine();
        var err = command.getErr();
        err.println("orograph: " + exception.getMessage());
        UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        var err = command.getErr();
        err.println("orograph: " + sentence(exception));
        if (verbose.getAsBoolean()) {
            exception.printStackTrace(err);
        }
        err.flush();
        return exception instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static String sentence(Exception exception) {
        if (exception instanceof UncheckedIOException && exception.getCause() instanceof IOException cause) {
            return sentence(cause);
        }
        var message = exception.getMessage();
        if (message == null || message.isBlank()) {
            return unexpected(exception.getClass().getSimpleName());
        }
        if (exception instanceof NoSuchFileException) {
            return "no such file: " + message;
        }
        if (exception instanceof AccessDeniedException) {
            return "no permission: " + message;
        }
        if (exception instanceof FileAlreadyExistsException) {
            return "already exists: " + message;
        }
        if (exception instanceof IOException || isForTheUser(exception)) {
            return message;
        }
        // libtorch appends a native stack to its messages; the first line says what happened
        return unexpected(exception.getClass().getSimpleName() + ": "
                + message.lines().findFirst().orElse(""));
    }

    private static boolean isForTheUser(Exception exception) {
        return exception.getClass() == IllegalArgumentException.class
                || exception.getClass() == IllegalStateException.class
                || exception.getClass() == ArithmeticException.class;
    }

    private static String unexpected(String what) {
        return "unexpected failure (" + what + "); run again with --verbose for the details";
    }
}
