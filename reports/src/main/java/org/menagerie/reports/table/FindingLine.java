package org.menagerie.reports.table;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Protocol;

/**
 * One line of a group of replicates at a terminal: one for each protocol, and more if need be. From
 * the second on they have, below the name of the model, what tells the groups of the table apart.
 *
 * @param finding on the group
 * @param protocol of this line
 * @param identity the first cell
 */
record FindingLine(Finding finding, Optional<Protocol> protocol, String identity) {
  private static final int LONGEST_IDENTITY = 20;
  private static final String TEST = "test accuracy %";

  static final List<Column<FindingLine>> COLUMNS =
      List.of(
          Column.text("model", FindingLine::identity),
          Column.number("", "params", line -> line.first(FindingColumns.PARAMETERS)),
          Column.number("", "seeds", line -> line.first(FindingColumns.SEEDS)),
          Column.text("epoch", line -> line.cell(p -> p == Protocol.FINAL ? "final" : "best*")),
          Column.number(
              TEST, "mean ± sd", line -> line.measured(m -> Cells.spread(2, m.accuracy()))),
          Column.number(TEST, "interval", line -> line.measured(m -> Cells.interval(m.interval()))),
          Column.number(
              TEST, "published", line -> line.cell(p -> Cells.percent(line.finding.published(p)))),
          Column.text("verdict", line -> line.cell(p -> Rulings.one(line.finding, p))));

  /** Those of each group in turn. */
  static List<FindingLine> of(ReplicatesTable table) {
    List<Column<Finding>> differing =
        FindingColumns.TELLING_APART.stream()
            .filter(column -> !Said.isSame(column, table.findings()))
            .toList();
    return table.findings().stream().flatMap(finding -> of(finding, differing)).toList();
  }

  private static Stream<FindingLine> of(Finding finding, List<Column<Finding>> differing) {
    List<String> identity = new ArrayList<>();
    identity.add(FindingColumns.MODEL.cell(finding));
    identity.addAll(
        wrapped(differing.stream().map(column -> column.cell(finding)).collect(joining(", "))));
    Protocol[] protocols = Protocol.values();
    return IntStream.range(0, Math.max(identity.size(), protocols.length))
        .mapToObj(
            i ->
                new FindingLine(
                    finding,
                    i < protocols.length ? Optional.of(protocols[i]) : Optional.empty(),
                    i < identity.size() ? identity.get(i) : ""));
  }

  /** Broken after spaces, and within long settings after brackets and equals signs. */
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String piece : text.split("(?<=[ =]|\\w\\()", -1)) {
      if ((line + piece).strip().length() > LONGEST_IDENTITY && !line.isBlank()) {
        lines.add(line);
        line = "";
      }
      line += piece;
    }
    lines.add(line);
    return lines;
  }

  private String first(Column<Finding> column) {
    return cell(p -> p == Protocol.FINAL ? column.cell(finding) : "");
  }

  private String measured(Function<Measurement, String> text) {
    return cell(p -> text.apply(finding.replicates().measured(p)));
  }

  private String cell(Function<Protocol, String> text) {
    return protocol.map(text).orElse("");
  }
}
