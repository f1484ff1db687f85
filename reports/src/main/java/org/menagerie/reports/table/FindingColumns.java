package org.menagerie.reports.table;

import java.util.List;
import org.menagerie.reports.Mnist;
import org.menagerie.reports.evidence.Finding;
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

  /** The same but for the engine. */
  static final List<Column<Finding>> BESIDE_ENGINE = List.of(DATASET, RECIPE);

  private FindingColumns() {}

  /** By its own name if it is MNIST, wherever it was read from. */
  private static String dataset(Finding finding) {
    RunResult run = run(finding);
    return Mnist.isDataOf(run) ? "MNIST" : run.spec().dataset();
  }

  private static RunResult run(Finding finding) {
    return finding.replicates().first();
  }
}
