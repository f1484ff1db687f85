package org.menagerie.reports.table;

import static org.menagerie.reports.evidence.Protocol.BEST;
import static org.menagerie.reports.evidence.Protocol.FINAL;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.reports.Mnist;
import org.menagerie.reports.evidence.Finding;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.training.run.RunResult;

/** The columns of a table with one row per group of replicates. */
final class FindingColumns {
  static final Column<Finding> MODEL =
      Column.text("model", finding -> run(finding).spec().modelId());
  static final Column<Finding> DATASET = Column.text("data set", FindingColumns::dataset);
  static final Column<Finding> PARAMETERS =
      Column.number("", "params", finding -> Cells.count(run(finding).parameters()));
  static final Column<Finding> SEEDS =
      Column.number("", "seeds", finding -> Integer.toString(finding.replicates().runs().size()));

  private static final Column<Finding> ENGINE =
      Column.text("engine", finding -> run(finding).spec().engine());
  private static final Column<Finding> RECIPE =
      Column.text("recipe", finding -> finding.recipe().text());

  /** What groups of one model can differ in. */
  static final List<Column<Finding>> TELLING_APART = List.of(ENGINE, DATASET, RECIPE);

  private FindingColumns() {}

  /** With data set and recipe only where they are not the same, or not as the model has them. */
  static List<Column<Finding>> of(ReplicatesTable table) {
    List<Finding> findings = table.findings();
    List<Column<Finding>> columns = new ArrayList<>(List.of(MODEL));
    if (!Said.isSame(DATASET, findings)) {
      columns.add(DATASET);
    }
    if (!RunColumns.sameUnchangedRecipe(findings.stream().map(Finding::recipe).toList())) {
      columns.add(RECIPE);
    }
    Stream.of(
            PARAMETERS,
            Column.<Finding>number(
                "published %", "final", finding -> Cells.percent(finding.published(FINAL))),
            Column.<Finding>number(
                "published %", "best*", finding -> Cells.percent(finding.published(BEST))),
            Column.<Finding>number("measured %", "final", finding -> measured(finding, FINAL)),
            Column.<Finding>number("measured %", "best*", finding -> measured(finding, BEST)),
            SEEDS,
            Column.<Finding>text("verdict", Rulings::both),
            ENGINE,
            Column.<Finding>number(
                "training",
                "s",
                finding -> Cells.spread(0, finding.replicates().trainingSeconds())))
        .forEach(columns::add);
    return columns;
  }

  /** Mean and spread, or the value of a single run with its interval. */
  private static String measured(Finding finding, Protocol protocol) {
    Measurement measurement = finding.replicates().measured(protocol);
    String spread = Cells.spread(2, measurement.accuracy());
    return measurement.runs().size() > 1
        ? spread
        : "%s (%s)".formatted(spread, Cells.interval(measurement.interval()));
  }

  /** By its own name if it is MNIST, wherever it was read from. */
  private static String dataset(Finding finding) {
    RunResult run = run(finding);
    return Mnist.isDataOf(run) ? "MNIST" : run.spec().dataset();
  }

  private static RunResult run(Finding finding) {
    return finding.replicates().first();
  }
}
