package org.menagerie.reports.table;

import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.FolderNames;
import org.menagerie.reports.evidence.RecipeLabels;
import org.menagerie.training.run.RunResult;

/**
 * Finished runs side by side; see {@link TerminalWriter} for its written form.
 *
 * @param rows one per run, at least one
 */
public record ComparisonTable(List<RunRow> rows) {

  public ComparisonTable {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a table has at least one run");
    }
  }

  /** The table of the given runs, in their order. */
  public static ComparisonTable of(List<StoredRun> runs, ModelLookup models) {
    RecipeLabels recipes = RecipeLabels.of(runs.stream().map(StoredRun::result).toList(), models);
    List<String> folders = FolderNames.of(runs.stream().map(run -> run.folder().path()).toList());
    return new ComparisonTable(
        IntStream.range(0, runs.size())
            .mapToObj(
                i -> {
                  RunResult run = runs.get(i).result();
                  return RunRow.of(run, recipes.of(run), folders.get(i), models);
                })
            .toList());
  }
}
