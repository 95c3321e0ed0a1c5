package dev.orograph;

import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The import table of ARCHITECTURE.md, read from there so that the document and the rule cannot differ: packages of one
 * row may import only packages of the rows above it, and their own subpackages.
 *
 * @param rows from the bottom of the house to its roof
 */
record ImportTable(List<Row> rows) {
    private static final Pattern ROW = Pattern.compile("\\| (core|torch|app) +\\| ([a-z, ]+?) +\\|.*");

    /** One row of the table: a module and packages of it that may not import one another. */
    record Row(String module, List<String> packages) {}

    ImportTable {
        rows = List.copyOf(rows);
    }

    static ImportTable read(Path document) throws IOException {
        var rows = Files.readAllLines(document).stream()
                .map(ROW::matcher)
                .filter(match -> match.matches())
                .map(match -> new Row(match.group(1), List.of(match.group(2).split(", "))))
                .toList();
        return new ImportTable(rows);
    }

    /** ArchUnit's patterns for the packages of one module. */
    String[] packagesOf(String module) {
        return rows.stream()
                .filter(row -> row.module().equals(module))
                .flatMap(row -> row.packages().stream())
                .map(ImportTable::pattern)
                .toArray(String[]::new);
    }

    /** ArchUnit's patterns for all packages there are. */
    String[] packages() {
        return rows.stream()
                .flatMap(row -> row.packages().stream())
                .map(ImportTable::pattern)
                .toArray(String[]::new);
    }

    /** The rule that each package keeps to the rows above its own. */
    LayeredArchitecture rule() {
        var rule = Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true);
        for (var name : importable().keySet()) {
            rule = rule.layer(name).definedBy(pattern(name));
        }
        for (var entry : importable().entrySet()) {
            var allowed = entry.getValue().toArray(String[]::new);
            var layer = rule.whereLayer(entry.getKey());
            rule = allowed.length == 0 ? layer.mayNotAccessAnyLayer() : layer.mayOnlyAccessLayers(allowed);
        }
        return rule;
    }

    /** For each package the packages it may import. */
    private Map<String, List<String>> importable() {
        var importable = new LinkedHashMap<String, List<String>>();
        var above = new ArrayList<String>();
        for (var row : rows) {
            row.packages().forEach(name -> importable.put(name, List.copyOf(above)));
            above.addAll(row.packages());
        }
        return importable;
    }

    private static String pattern(String name) {
        return "dev.orograph." + name + "..";
    }
}
