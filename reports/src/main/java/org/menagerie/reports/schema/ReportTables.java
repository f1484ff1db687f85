package org.menagerie.reports.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.evidence.CrossValidations;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.headline.Headlines;
import org.menagerie.training.text.SafeText;

/**
 * All tables of a report, as every format and the terminal see it; {@code docs/results.md}
 * describes each field.
 */
public final class ReportTables implements ReportDocument {
  /** The version of the fields: raised when one is renamed, removed or means something else. */
  public static final int SCHEMA_VERSION = 2;

  /** The names of the tables, in order. */
  public static final List<String> NAMES =
      List.of(
          "models",
          "targets",
          "pairs",
          "engines",
          "pair_seeds",
          "looks",
          "metrics",
          "metric_pairs",
          "crossings",
          "survival",
          "ranks",
          "rank_pairs",
          "cross_validation",
          "cross_validation_pairs",
          "runs");

  /** The names of the tables that can be had alone: those, and the figures of all epochs. */
  public static final List<String> SINGLE_NAMES =
      Stream.concat(NAMES.stream(), Stream.of(EpochTable.NAME)).toList();

  private final Report report;
  private final List<Table<?>> tables;
  private final Optional<Colophon> colophon;

  private ReportTables(Report report, List<Table<?>> tables, Optional<Colophon> colophon) {
    this.report = report;
    this.tables = tables;
    this.colophon = colophon;
  }

  /** The tables of a report, in the order of {@link #NAMES}. */
  public static ReportTables of(Report report) {
    CrossValidations folds = report.crossValidations();
    return new ReportTables(
        report,
        List.of(
            ModelTable.of(report),
            TargetTable.of(report),
            PairTable.models(report),
            PairTable.engines(report),
            PairSeedTable.of(report),
            LookTable.of(report),
            MetricTable.metrics(report),
            MetricTable.pairs(report),
            CrossingTable.crossings(report),
            CrossingTable.survival(report),
            RankTable.ranks(report),
            RankTable.pairs(report),
            CrossValidationTable.groups(folds),
            CrossValidationTable.pairs(folds),
            RunTable.of(report)),
        Optional.empty());
  }

  /**
   * The report behind a document, for formats that need more than its tables.
   *
   * @throws IllegalArgumentException if it is not made from stored runs
   */
  public static ReportTables from(ReportDocument document) {
    if (document instanceof ReportTables tables) {
      return tables;
    }
    throw new IllegalArgumentException("this format needs stored runs, not only their tables");
  }

  /**
   * The same document with one of its tables.
   *
   * @param name one of {@link #SINGLE_NAMES}
   */
  public ReportTables only(String name) {
    return new ReportTables(
        report,
        name.equals(EpochTable.NAME)
            ? List.of(EpochTable.of(report))
            : tables.stream().filter(table -> table.name().equals(name)).toList(),
        colophon);
  }

  /** The same document, which says when and by what it was written. */
  public ReportTables writtenBy(Colophon by) {
    return new ReportTables(report, tables, Optional.of(by));
  }

  /** When and by what it was written, if that is to be said. */
  public Optional<Colophon> colophon() {
    return colophon;
  }

  /** The report that the tables are made from. */
  public Report report() {
    return report;
  }

  @Override
  public int schemaVersion() {
    return SCHEMA_VERSION;
  }

  @Override
  public List<String> headlines() {
    return Headlines.of(report).stream().map(SafeText::plain).toList();
  }

  @Override
  public List<String> remarks() {
    return report.remarks().stream().map(SafeText::plain).toList();
  }

  @Override
  public List<ReportTable> tables() {
    return tables.stream().map(table -> table.view(Audience.PROGRAM)).toList();
  }

  @Override
  public List<ReportTable> tablesForPeople() {
    return tables.stream()
        .filter(table -> !table.rows().isEmpty())
        .map(table -> table.view(Audience.PAGE))
        .filter(table -> !table.columns().isEmpty())
        .toList();
  }

  /**
   * One of the tables for an audience.
   *
   * @param name one of {@link #NAMES}
   */
  public ReportTable table(String name, Audience audience) {
    return only(name).tables.get(0).view(audience);
  }

  /** Accuracies at a terminal: two rows for each group of replicates. */
  public ReportTable accuraciesByModel() {
    return AccuracyTable.byModel(report);
  }

  /** Accuracies at a terminal: two rows for each model, and a column for each engine. */
  public ReportTable accuraciesByEngine() {
    return AccuracyTable.byEngine(report);
  }
}
