package dev.orograph.report;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One page about a study: what was found, the table, the figures. */
public final class StudyPage {
    private StudyPage() {}

    /**
     * The page, which needs nothing but itself.
     *
     * @param question what was done, the page's heading
     * @param findings in sentences
     * @param head of the table's columns
     * @param rows of the table
     * @param notes how the table is to be read; may be empty
     * @param figures below it
     * @param animations GIF files by name, below those
     */
    public static String html(
            String question,
            List<String> findings,
            List<String> head,
            List<List<String>> rows,
            String notes,
            List<NamedFigure> figures,
            Map<String, byte[]> animations)
            throws IOException {
        var page = Html.page(question)
                .raw("<header>")
                .element("h1", question)
                .raw("</header>")
                .list(findings)
                .table(head, rows);
        if (!notes.isEmpty()) {
            page.element("p", notes);
        }
        page.raw("<div class=\"figures wide\">");
        figures.forEach(page::figure);
        animations.forEach(page::animation);
        return page.raw("</div>").end().toString();
    }
}
