package org.menagerie.reports.schema;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.menagerie.api.report.ReportCell;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Measurement;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.evidence.Reproduction;
import org.menagerie.reports.headline.PooledVersions;
import org.menagerie.reports.text.Cells;

/**
 * The fields of {@code models} that speak of accuracy, two rows each to be narrow enough for a
 * terminal: one for the final and one for the best epoch.
 */
final class AccuracyTable {
  private static final String NO_MARK = "  ";

  private AccuracyTable() {}

  /**
   * One row of two.
   *
   * @param byEngine groups that differ in nothing but their engine
   */
  private record Row(SortedMap<String, Group> byEngine, Protocol protocol) {
    static Stream<Row> of(SortedMap<String, Group> byEngine) {
      return Stream.of(Protocol.values()).map(protocol -> new Row(byEngine, protocol));
    }

    boolean isFirst() {
      return protocol == Protocol.FINAL;
    }

    /** Represents all of them in what they have in common. */
    Group any() {
      return byEngine.values().iterator().next();
    }

    Measurement measured() {
      return any().measured(protocol);
    }
  }

  /** Two rows for each group. */
  static ReportTable byModel(Report report) {
    List<Field<Row>> fields = new ArrayList<>();
    List<Field<Group>> differing =
        List.of(
            Field.text("engine", "engine", group -> group.spec().engine()),
            Field.text("dataset", "data set", Group::dataset),
            Field.text("recipe", "recipe", Group::recipe));
    addIdentity(fields, report, differing);
    fields.add(2, first("n", "seeds", group -> Cells.integer(group.replicates().runs().size())));
    fields.add(
        Field.number(
            "spread",
            "mean ± sd",
            row ->
                Cells.marked(
                    Cells.spread(row.measured().accuracy()),
                    ModelNotes.mark(row.any(), row.protocol))));
    fields.add(
        Field.number("interval", "95 %", row -> Cells.percentages(row.measured().interval())));
    fields.add(published());
    fields.add(
        Field.optionalText(
            "verdict",
            "verdict",
            row -> row.any().finding().reproduction(row.protocol).map(Reproduction::words)));
    List<Row> rows =
        report.groups().stream()
            .map(group -> new TreeMap<>(Map.of(group.spec().engine(), group)))
            .flatMap(Row::of)
            .toList();
    return table(fields, rows, report, differing, ModelNotes.of(report, Audience.TERMINAL));
  }

  /** Two rows for each model, data set and recipe, and a column for each engine. */
  static ReportTable byEngine(Report report) {
    List<Field<Row>> fields = new ArrayList<>();
    List<Field<Group>> differing =
        List.of(
            Field.text("dataset", "data set", Group::dataset),
            Field.text("recipe", "recipe", Group::recipe));
    addIdentity(fields, report, differing);
    fields.add(published());
    report.groups().stream()
        .map(group -> group.spec().engine())
        .distinct()
        .sorted()
        .map(engine -> Field.number(engine, engine + NO_MARK, (Row row) -> measured(row, engine)))
        .forEach(fields::add);
    List<Row> rows = report.acrossEngines().stream().flatMap(Row::of).toList();
    List<String> notes = new ArrayList<>();
    notes.add(
        "Test accuracy in percent; below each engine: mean ± standard deviation over seeds (number"
            + " of seeds).");
    notes.addAll(ModelNotes.ofChosen(report.groups()));
    notes.addAll(ModelNotes.stopped(report.groups()));
    if (rows.stream().anyMatch(row -> row.any().finding().published(row.protocol).isPresent())) {
      notes.add(
          "✓ reproduced: the published figure lies inside the 95 % interval for one further run,"
              + " and that is narrower than 0.2 points; ≈ compatible: it lies inside a wider one; ↑"
              + " exceeded: the interval lies above it; ↓ not reproduced: below. No mark: fewer"
              + " than three seeds, another configuration than the published one, or nothing"
              + " published.");
    }
    notes.addAll(ModelNotes.missingFigures(report));
    notes.addAll(PooledVersions.of(report));
    return table(fields, rows, report, differing, notes);
  }

  private static void addIdentity(
      List<Field<Row>> fields, Report report, List<Field<Group>> differing) {
    List<Field<Group>> told =
        differing.stream().filter(field -> distinct(report, field) > 1).toList();
    fields.add(
        Field.text(
            "model",
            "model",
            row ->
                row.isFirst()
                    ? row.any().spec().modelId()
                    : told.stream()
                        .map(field -> field.cell().apply(row.any()).text())
                        .collect(joining(", "))));
    fields.add(first("parameters", "params", group -> Cells.integer(group.first().parameters())));
    fields.add(
        Field.text(
            "epoch",
            "epoch",
            row -> row.isFirst() ? "final" : ChosenEpoch.name(row.any().first())));
  }

  private static long distinct(Report report, Field<Group> field) {
    return report.groups().stream().map(field.cell()).distinct().count();
  }

  private static Field<Row> first(String key, String title, Function<Group, ReportCell> cell) {
    return Field.integerCell(
        key,
        title,
        row ->
            row.isFirst()
                ? cell.apply(row.any())
                : new ReportCell(cell.apply(row.any()).value(), ""));
  }

  private static Field<Row> published() {
    return Field.number(
        "published",
        "published",
        row -> Cells.decimal(2, row.any().finding().published(row.protocol)));
  }

  private static ReportCell measured(Row row, String engine) {
    Group group = row.byEngine.get(engine);
    if (group == null) {
      return new ReportCell(Optional.empty(), Cells.NOTHING + NO_MARK);
    }
    ReportCell spread = Cells.spread(group.measured(row.protocol).accuracy());
    String stopped = ModelNotes.mark(group, row.protocol);
    String mark =
        stopped.isEmpty()
            ? group
                .finding()
                .reproduction(row.protocol)
                .map(reproduction -> reproduction.verdict().mark())
                .orElse(" ")
            : stopped;
    return new ReportCell(
        spread.value(),
        "%s (%d) %s".formatted(spread.text(), group.replicates().runs().size(), mark));
  }

  private static ReportTable table(
      List<Field<Row>> fields,
      List<Row> rows,
      Report report,
      List<Field<Group>> differing,
      List<String> notes) {
    List<Field<Row>> withCommon = new ArrayList<>(fields);
    differing.stream()
        .filter(field -> distinct(report, field) == 1)
        .map(
            field ->
                Field.text(
                        field.key(),
                        field.title(),
                        (Row row) -> field.cell().apply(row.any()).text())
                    .saidOnceIfCommon())
        .forEach(withCommon::add);
    return new Table<>("accuracies", "Accuracies", withCommon, rows, audience -> notes)
        .view(Audience.TERMINAL);
  }
}
