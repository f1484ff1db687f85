package org.menagerie.reports.writing;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.markup.Plain;
import org.menagerie.reports.schema.DataTable;
import org.menagerie.reports.schema.ReportTables;

/** Tables for a paper, with the rules of booktabs; they break over pages. */
final class LatexWriter {
  private static final Map<Character, String> ESCAPES =
      Map.ofEntries(
          Map.entry('\\', "\\textbackslash{}"),
          Map.entry('{', "\\{"),
          Map.entry('}', "\\}"),
          Map.entry('%', "\\%"),
          Map.entry('&', "\\&"),
          Map.entry('#', "\\#"),
          Map.entry('$', "\\$"),
          Map.entry('_', "\\_"),
          Map.entry('^', "\\textasciicircum{}"),
          Map.entry('~', "\\textasciitilde{}"),
          Map.entry('<', "\\textless{}"),
          Map.entry('>', "\\textgreater{}"),
          Map.entry('|', "\\textbar{}"),
          Map.entry('"', "\\textquotedbl{}"),
          Map.entry('`', "\\textasciigrave{}"),
          Map.entry('\'', "\\textquotesingle{}"),
          Map.entry('−', "$-$"),
          Map.entry('→', "$\\to$"),
          Map.entry('±', "$\\pm$"),
          Map.entry('·', "$\\cdot$"),
          Map.entry('–', "--"),
          Map.entry('—', "---"));

  private LatexWriter() {}

  static String write(Report report) {
    StringBuilder text =
        new StringBuilder(
            """
            % Needs \\usepackage[T1]{fontenc}, textcomp, booktabs and longtable.
            % Wide tables go well inside \\begin{landscape} of the package pdflscape.
            """);
    report.remarks().forEach(remark -> text.append("\n").append(paragraph(remark)));
    for (DataTable table : ReportTables.of(report)) {
      if (!table.rows().isEmpty() && ReportTables.isForPeople(table)) {
        append(text, table);
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, DataTable table) {
    DataTable.View view = table.forPeople();
    String columns =
        view.columns().stream().map(i -> view.isNumber(i) ? "r" : "l").collect(joining());
    text.append("\n{\\scriptsize\\setlength{\\tabcolsep}{3pt}\n");
    text.append("\\begin{longtable}{@{}").append(columns).append("@{}}\n");
    text.append("\\caption{").append(caption(table)).append("}\\\\\n");
    text.append("\\toprule\n").append(line(view.titles()));
    text.append("\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
    view.shown().forEach(row -> text.append(line(row)));
    text.append("\\end{longtable}\n");
    table.notes().forEach(note -> text.append(paragraph(note)));
    text.append("}\n");
  }

  private static String paragraph(String sentence) {
    return "\\noindent " + escaped(sentence) + "\\par\n";
  }

  private static String caption(DataTable table) {
    String said = table.saidOnce();
    return escaped(said.isEmpty() ? table.title() : table.title() + " (" + said + ")");
  }

  private static String line(List<String> cells) {
    return cells.stream().map(LatexWriter::escaped).collect(joining(" & ", "", " \\\\\n"));
  }

  /** Text that means nothing to TeX but itself. */
  private static String escaped(String raw) {
    return Plain.of(raw)
        .chars()
        .mapToObj(c -> ESCAPES.getOrDefault((char) c, String.valueOf((char) c)))
        .collect(joining());
  }
}
