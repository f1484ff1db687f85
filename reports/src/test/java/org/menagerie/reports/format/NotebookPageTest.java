package org.menagerie.reports.format;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.report.ReportColumn;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.schema.ReportTables;

/** What the page on notebooks asks tables for is there. */
class NotebookPageTest {
  private static final Pattern CODE = Pattern.compile("(?s)```(?:python|r|sql)\\n(.*?)```");

  /** Names of columns: with an underscore, or where the languages have one. */
  private static final Pattern NAME =
      Pattern.compile(
          "\\b[a-z]+(?:_[a-z]+)+\\b|(?<=(?:runs|epochs)\\.)[a-z_]+(?= ==)|[a-z]+(?= ==? [\"'])");

  /** Functions of pandas. */
  private static final Set<String> FUNCTIONS = Set.of("read_csv", "sort_values", "pivot_table");

  @Test
  void asksForColumnsThatThereAre() throws IOException {
    String page = Files.readString(Path.of("../docs/notebooks.md"));
    Set<String> asked =
        CODE.matcher(page)
            .results()
            .map(code -> code.group(1))
            .flatMap(code -> NAME.matcher(code).results().map(MatchResult::group))
            .filter(name -> !FUNCTIONS.contains(name))
            .collect(toSet());
    Set<String> columns =
        Stream.of("runs", "epochs", "models")
            .flatMap(table -> columns(table).stream())
            .collect(toSet());

    assertThat(asked)
        .contains("engine", "dataset", "recipe", "model", "final_test_accuracy", "test_accuracy");
    assertThat(columns).containsAll(asked);
  }

  private static List<String> columns(String table) {
    return ReportTables.of(SampleReport.twoModelsOnThreeDataSets()).only(table).tables().stream()
        .flatMap(each -> each.columns().stream())
        .map(ReportColumn::key)
        .toList();
  }
}
