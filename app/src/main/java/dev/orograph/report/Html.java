package dev.orograph.report;

import java.util.List;
import java.util.Map;

/** Pieces of a page; every text that is not ours goes through {@link #text}. */
final class Html {
    private final StringBuilder page = new StringBuilder();

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

    /** Adds commands for a terminal. */
    Html commands(List<String> lines) {
        return raw("<pre><code>" + text(String.join("\n", lines)) + "</code></pre>");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
