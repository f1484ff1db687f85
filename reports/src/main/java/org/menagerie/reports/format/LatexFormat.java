package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.text.Wrapping;
import org.menagerie.training.text.SafeText;

/** Tables for a paper, with the rules of booktabs; they break over pages. */
@AutoService(ReportFormat.class)
public final class LatexFormat implements ReportFormat {
  private static final String PREAMBLE =
      """
      % Needs \\usepackage[T1]{fontenc}, textcomp, booktabs and longtable; longtable wants pdflatex
      % to be run until it asks no more. Wide tables need a landscape page with narrow margins:
      % \\usepackage[a4paper,margin=1cm]{geometry}, and \\begin{landscape} of pdflscape.
      """;

  /** Headings are broken where a line of theirs would be longer: most are wider than numbers. */
  private static final int HEADING = 10;

  @Override
  public String name() {
    return "latex";
  }

  @Override
  public String description() {
    return "tables for a paper, with booktabs and longtable";
  }

  @Override
  public String fileExtension() {
    return "tex";
  }

  @Override
  public void write(ReportDocument report, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder(PREAMBLE);
    report.remarks().forEach(remark -> text.append("\n").append(paragraph(remark)));
    report.tablesForPeople().forEach(table -> append(text, table));
    out.write(text.toString().getBytes(UTF_8));
  }

  private static void append(StringBuilder text, ReportTable table) {
    String columns =
        table.columns().stream().map(c -> c.type().isNumeric() ? "r" : "l").collect(joining());
    text.append("\n{\\scriptsize\\setlength{\\tabcolsep}{3pt}\n");
    text.append("\\begin{longtable}{@{}").append(columns).append("@{}}\n");
    text.append("\\caption{").append(caption(table)).append("}\\\\\n");
    text.append("\\toprule\n");
    text.append(
        table.columns().stream().map(LatexFormat::heading).collect(joining(" & ", "", " \\\\\n")));
    text.append("\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
    table
        .rows()
        .forEach(
            row ->
                text.append(row(row.stream().map(cell -> SafeText.latex(cell.text())).toList())));
    text.append("\\end{longtable}\n");
    table.notes().forEach(note -> text.append(paragraph(note)));
    text.append("}\n");
  }

  /** A star at its start would belong to the break of the row before. */
  private static String row(List<String> cells) {
    String row = String.join(" & ", cells) + " \\\\\n";
    return row.startsWith("*") ? "{}" + row : row;
  }

  private static String paragraph(String sentence) {
    return "\\noindent " + SafeText.latex(sentence) + "\\par\n";
  }

  private static String caption(ReportTable table) {
    String common = table.common();
    return SafeText.latex(common.isEmpty() ? table.title() : table.title() + " (" + common + ")");
  }

  private static String heading(ReportColumn column) {
    return Wrapping.lines(column.title(), HEADING).stream()
        .map(SafeText::latex)
        .collect(
            joining(
                "\\\\", "\\shortstack[%s]{".formatted(column.type().isNumeric() ? "r" : "l"), "}"));
  }
}
