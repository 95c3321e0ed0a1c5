package dev.orograph.cli;

import dev.orograph.landscape.DirectionRecipe;
import dev.orograph.landscape.DirectionRecipe.Eigenvector;
import dev.orograph.landscape.DirectionRecipe.InFile;
import dev.orograph.landscape.DirectionRecipe.Principal;
import dev.orograph.optimize.MomentKind;
import dev.orograph.run.Checkpoint;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words that choose a direction, with what a command line knows beside them: the run, the epoch at the centre
 * and the axes before.
 */
final class DirectionWords {
    private static final String ENDING = "(?<ending>(#\\d+)?(\\+[a-z]+){0,2})";
    private static final Pattern PRINCIPAL = Pattern.compile("(?<kind>pca|pca-biasbn)(:(?<what>.*?))?" + ENDING);
    private static final Pattern EPOCHS = Pattern.compile("(?<run>.*)@(?<from>\\d{1,9})-(?<to>\\d{1,9})");
    private static final Pattern TOWARDS = Pattern.compile("to:(?<run>[^@]*)@(?<epoch>\\d{1,9})" + ENDING);
    private static final Pattern MOMENT =
            Pattern.compile("moment:(?<moment>[a-z]+)(@(?<epoch>\\d{1,9}))?(?<ending>(\\+[a-z]+){0,2})");
    private static final Pattern UNNUMBERED_FILE = Pattern.compile("file:(?<file>[^#]+?)(?<ending>(\\+[a-z]+){0,2})");

    private static final Pattern EIGENVECTOR = Pattern.compile("(?<kind>hessian(:[^#+]*)?)(?<ending>(\\+[a-z]+){0,2})");

    private final RunsOption runs;
    private final @Nullable String run;
    private final @Nullable Integer epoch;
    private final List<Checkpoint> files;

    /**
     * @param run the run at whose weights the plane is centred; null if there is none
     * @param epoch of the centre; null for the last
     */
    DirectionWords(RunsOption runs, @Nullable String run, @Nullable Integer epoch) {
        this.runs = runs;
        this.run = run;
        this.epoch = epoch;
        this.files = List.of();
    }

    /**
     * Words beside checkpoints that belong to no run.
     *
     * @param files the checkpoints, the centre last
     */
    DirectionWords(RunsOption runs, List<Checkpoint> files) {
        this.runs = runs;
        this.run = null;
        this.epoch = null;
        this.files = List.copyOf(files);
    }

    /** The run's checkpoint after an epoch. */
    Path checkpoint(int wanted) throws IOException {
        return RunCheckpoints.find(named("", "a checkpoint by its epoch"), wanted)
                .file();
    }

    /**
     * Reads a direction.
     *
     * @param preset what a random direction is unless the words say otherwise
     * @param earlier directions of the axes before
     * @param ignoresRankOne whether principal components leave biases and batch norm out unless told to
     * @throws IOException if a run cannot be read
     * @throws IllegalArgumentException if the words make no sense
     */
    DirectionRecipe read(
            String words, DirectionRecipe.Random preset, List<DirectionRecipe> earlier, boolean ignoresRankOne)
            throws IOException {
        var principal = PRINCIPAL.matcher(words);
        if (principal.matches()) {
            boolean ignores = ignoresRankOne || principal.group("kind").equals("pca-biasbn");
            return principal(principal.group("what"), principal.group("ending"), preset, earlier, ignores);
        }
        var file = UNNUMBERED_FILE.matcher(words);
        if (file.matches()) {
            long used = earlier.stream()
                    .filter(one -> one instanceof InFile other && other.file().equals(file.group("file")))
                    .count();
            return DirectionRecipe.parse("file:" + file.group("file") + "#" + used + file.group("ending"), preset);
        }
        var eigenvector = EIGENVECTOR.matcher(words);
        if (eigenvector.matches()) {
            long used = earlier.stream().filter(Eigenvector.class::isInstance).count();
            return DirectionRecipe.parse(eigenvector.group("kind") + "#" + used + eigenvector.group("ending"), preset);
        }
        return DirectionRecipe.parse(withFile(words), preset);
    }

    private DirectionRecipe principal(
            @Nullable String what,
            String ending,
            DirectionRecipe.Random preset,
            List<DirectionRecipe> earlier,
            boolean ignores)
            throws IOException {
        var files = checkpoints(what == null ? "" : what);
        var first = new Principal(files, 0, ignores);
        long used = earlier.stream()
                .filter(one -> one instanceof Principal other
                        && other.checkpoints().equals(files)
                        && other.ignoresRankOne() == ignores)
                .count();
        var index = ending.startsWith("#") ? "" : "#" + used;
        return DirectionRecipe.parse(first.text().replaceFirst("#0$", "") + index + ending, preset);
    }

    private List<String> checkpoints(String what) throws IOException {
        if (what.isEmpty() && !files.isEmpty()) {
            return files.stream().map(each -> each.file().toString()).toList();
        }
        if (what.contains(",")) {
            return List.of(what.split(","));
        }
        var epochs = EPOCHS.matcher(what);
        boolean isRange = epochs.matches();
        var folder = named(isRange ? epochs.group("run") : what, "pca");
        var files = isRange
                ? RunCheckpoints.files(folder, number(epochs, "from"), number(epochs, "to"))
                : RunCheckpoints.files(folder, 0, Integer.MAX_VALUE);
        if (files.size() < 2) {
            throw new IllegalArgumentException("principal components need at least two checkpoints, but run "
                    + folder.path() + " has " + files.size() + (isRange ? " of these epochs" : "")
                    + "; keep more with train --checkpoints");
        }
        return files;
    }

    /** The words with a file where they name an epoch. */
    private String withFile(String words) throws IOException {
        var towards = TOWARDS.matcher(words);
        if (towards.matches() && !Files.exists(RunsOption.path(words.substring("to:".length())))) {
            var folder = named(towards.group("run"), "to:@EPOCH");
            var file = RunCheckpoints.find(folder, number(towards, "epoch")).file();
            return "to:" + file + towards.group("ending");
        }
        var moment = MOMENT.matcher(words);
        if (moment.matches()) {
            var kind = MomentKind.parse(moment.group("moment"));
            var folder = named("", "moment:" + kind);
            var wanted = moment.group("epoch") == null ? epoch : Integer.valueOf(number(moment, "epoch"));
            var file = folder.optimizerFile(RunCheckpoints.find(folder, wanted).epoch());
            if (!Files.exists(file)) {
                throw new IOException("run " + folder.path() + " did not keep the optimizer's state " + file);
            }
            return "moment:" + kind + ":" + file + moment.group("ending");
        }
        return words;
    }

    private static int number(Matcher match, String group) {
        return Integer.parseInt(match.group(group));
    }

    private RunFolder named(String name, String what) throws IOException {
        if (!name.isEmpty()) {
            return runs.open(name);
        }
        if (run == null) {
            throw new IllegalArgumentException(what + " needs a RUN, and none is given; name one, or give files");
        }
        return runs.open(run);
    }
}
