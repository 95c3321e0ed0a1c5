package dev.orograph.cli;

import java.util.Arrays;

/** Accepts the loss-landscape scripts' spelling of flags, {@code --model_file}, beside {@code --model-file}. */
final class Arguments {
    private Arguments() {}

    static String[] normalized(String[] arguments) {
        return Arrays.stream(arguments).map(Arguments::hyphenated).toArray(String[]::new);
    }

    private static String hyphenated(String argument) {
        if (!argument.startsWith("--")) {
            return argument;
        }
        int end = argument.indexOf('=');
        return end < 0
                ? argument.replace('_', '-')
                : argument.substring(0, end).replace('_', '-') + argument.substring(end);
    }
}
