package dev.orograph.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What can be gone on with in a run, and how. */
public final class ResumeAdvice {
    private ResumeAdvice() {}

    /** A sentence for each unfinished piece of work; none if all is finished. */
    public static List<String> of(Path run, RunSummary summary) {
        var sentences = new ArrayList<String>();
        if (summary.isTrainingUnfinished()) {
            sentences.add("The training stopped after " + summary.epochs()
                    + (summary.plannedEpochs().isPresent()
                            ? " of " + summary.plannedEpochs().getAsInt()
                            : "")
                    + " epochs; go on with: orograph train --resume " + run);
        }
        for (var survey : summary.unfinishedSurveys()) {
            sentences.add("The survey " + survey.name() + " has " + survey.progress()
                    + (survey.problem().isEmpty()
                            ? "; run the orograph landscape command that began it once more, and it goes on from there"
                            : ""));
        }
        return List.copyOf(sentences);
    }
}
