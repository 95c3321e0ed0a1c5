package dev.orograph.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pieces of a page; every text that is not ours goes through {@link #text}. */
final class Html {
    private final StringBuilder page = new StringBuilder();

    /**
     * A page that needs nothing but itself: no script, no font, no file beside it; to be ended by {@link #end}.
     *
     * @throws IOException if the build lacks its style sheet
     */
    static Html page(String title) throws IOException {
        return new Html()
                .raw("<!DOCTYPE html>")
                .raw("<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">")
                .element("title", title + " · Orograph")
                .raw("<style>" + style() + "</style></head><body><main>");
    }

    private static String style() throws IOException {
        try (InputStream in = Html.class.getResourceAsStream("report.css")) {
            var bytes = Objects.requireNonNull(in, "the resource report.css is missing from the build")
                    .readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Closes what {@link #page} opened. */
    Html end() {
        return raw("</main></body></html>");
    }

    /** The characters of a text as they may stand in an element or a quoted attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Adds markup as it is. */
    Html raw(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    /** Adds an element with a text in it. */
    Html element(String name, String content) {
        return raw("<" + name + ">" + text(content) + "</" + name + ">");
    }

    /** Adds a list of sentences. */
    Html list(List<String> items) {
        raw("<ul>");
        items.forEach(item -> element("li", item));
        return raw("</ul>");
    }

    /** Adds a table of names and values. */
    Html table(Map<String, String> rows) {
        raw("<table>");
        rows.forEach(
                (name, value) -> raw("<tr><th scope=\"row\">" + text(name) + "</th><td>" + text(value) + "</td></tr>"));
        return raw("</table>");
    }

    /** Adds a table of rows under a head, the first column naming the rows. */
    Html table(List<String> head, List<List<String>> rows) {
        raw("<div class=\"scroll\"><table class=\"results\"><thead><tr>");
        head.forEach(cell -> raw("<th scope=\"col\">" + text(cell) + "</th>"));
        raw("</tr></thead><tbody>");
        for (var row : rows) {
            raw("<tr><th scope=\"row\">" + text(row.get(0)) + "</th>");
            row.subList(1, row.size()).forEach(cell -> raw("<td>" + text(cell) + "</td>"));
            raw("</tr>");
        }
        return raw("</tbody></table></div>");
    }

    /** Adds a drawing. */
    Html figure(NamedFigure figure) {
        return raw("<figure><div>" + figure.figure().toSvg() + "</div></figure>");
    }

    /** Adds a moving picture, with all its bytes. */
    Html animation(String name, byte[] gif) {
        var data = Base64.getEncoder().encodeToString(gif);
        return raw("<figure><div><img alt=\"" + text(name) + "\" src=\"data:image/gif;base64," + data
                + "\"></div></figure>");
    }

    /** Adds commands for a terminal. */
    Html commands(List<String> lines) {
        return raw("<pre><code>" + text(String.join("\n", lines)) + "</code></pre>");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
