package dev.orograph.report;

import dev.orograph.run.JournalContent;
import dev.orograph.run.RunFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be gone on with in a run, and how. */
public final class ResumeAdvice {
    private ResumeAdvice() {}

    /**
     * A sentence for each unfinished piece of work; none if all is finished.
     *
     * @throws IOException if a file of the run cannot be read
     */
    public static List<String> of(RunFolder run, RunSummary summary) throws IOException {
        var sentences = new ArrayList<String>();
        if (summary.isTrainingUnfinished()) {
            var planned = summary.plannedEpochs();
            sentences.add("The training stopped after " + summary.epochs()
                    + (planned.isPresent() ? " of " + planned.getAsInt() : "")
                    + " epochs; go on with: orograph train --resume " + run.path());
        }
        for (var survey : summary.unfinishedSurveys()) {
            sentences.add("The survey " + survey.name() + " has " + survey.progress()
                    + (survey.problem().isEmpty() ? "; go on with: " + command(run, survey.name()) : ""));
        }
        return List.copyOf(sentences);
    }

    private static String command(RunFolder run, String survey) throws IOException {
        var recipe = JournalContent.read(run.journalFile(survey)).recipe();
        return SurveyCommand.of(run, recipe, survey, Optional.empty())
                .orElse("the orograph landscape command that began it");
    }
}
