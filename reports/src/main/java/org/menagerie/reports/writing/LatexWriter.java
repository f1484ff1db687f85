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
  private static final Map<String, String> ESCAPES =
      Map.ofEntries(
          Map.entry("\\", "\\textbackslash{}"),
          Map.entry("{", "\\{"),
          Map.entry("}", "\\}"),
          Map.entry("%", "\\%"),
          // At the start of a row it would be an argument of the break before it.
          Map.entry("[", "{[}"),
          Map.entry("&", "\\&"),
          Map.entry("#", "\\#"),
          Map.entry("$", "\\$"),
          Map.entry("_", "\\_"),
          Map.entry("^", "\\textasciicircum{}"),
          Map.entry("~", "\\textasciitilde{}"),
          Map.entry("<", "\\textless{}"),
          Map.entry(">", "\\textgreater{}"),
          Map.entry("|", "\\textbar{}"),
          Map.entry("\"", "\\textquotedbl{}"),
          Map.entry("`", "\\textasciigrave{}"),
          Map.entry("'", "\\textquotesingle{}"),
          Map.entry("−", "$-$"),
          Map.entry("→", "$\\to$"),
          Map.entry("±", "$\\pm$"),
          Map.entry("·", "$\\cdot$"),
          Map.entry("–", "--"),
          Map.entry("—", "---"),
          Map.entry("×", "$\\times$"),
          Map.entry("≤", "$\\le$"),
          Map.entry("≥", "$\\ge$"),
          Map.entry("…", "\\ldots{}"),
          Map.entry("°", "\\textdegree{}"));

  /** The last of the letters that the font encoding T1 and pdfLaTeX know by themselves. */
  private static final int LAST_LATIN = 'ž';

  /** Letters before it that they do not know. */
  private static final String UNKNOWN_LATIN = "ĦħĸĿŀŉŦŧſ";

  /** Headings are broken where a line of theirs would be longer. */
  private static final int HEADING = 10;

  private LatexWriter() {}

  static String write(Report report) {
    StringBuilder text =
        new StringBuilder(
            """
            % Needs \\usepackage[T1]{fontenc}, textcomp, booktabs and longtable; longtable wants pdflatex
            % to be run until it asks no more. Wide tables need a landscape page with narrow margins:
            % \\usepackage[a4paper,margin=1cm]{geometry}, and \\begin{landscape} of pdflscape.
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
    text.append("\\toprule\n").append(headings(view));
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

  private static String headings(DataTable.View view) {
    return view.columns().stream()
        .map(i -> heading(view.titles().get(i), view.isNumber(i)))
        .collect(joining(" & ", "", " \\\\\n"));
  }

  private static String line(List<String> cells) {
    return cells.stream().map(LatexWriter::escaped).collect(joining(" & ", "", " \\\\\n"));
  }

  /** Stacked, since most headings are wider than the numbers below them. */
  private static String heading(String title, boolean number) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : title.split(" ", -1)) {
      boolean breaks = length > 0 && length + 1 + word.length() > HEADING;
      lines.append(length == 0 ? "" : breaks ? "\\\\" : " ").append(escaped(word));
      length = breaks ? word.length() : length + 1 + word.length();
    }
    return "\\shortstack[%s]{%s}".formatted(number ? "r" : "l", lines);
  }

  /** Text that means nothing to TeX but itself. */
  private static String escaped(String raw) {
    return Plain.of(raw).codePoints().mapToObj(LatexWriter::escaped).collect(joining());
  }

  private static String escaped(int codePoint) {
    String character = Character.toString(codePoint);
    boolean known = codePoint <= LAST_LATIN && !UNKNOWN_LATIN.contains(character);
    return ESCAPES.getOrDefault(character, known ? character : "U+%04X".formatted(codePoint));
  }
}
