package org.menagerie.reports.schema;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.menagerie.api.report.ReportDocument;
import org.menagerie.api.report.ReportTable;
import org.menagerie.reports.evidence.Changes;
import org.menagerie.reports.evidence.Changes.Outcome;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Pair;
import org.menagerie.reports.evidence.Pair.OfEquivalence;
import org.menagerie.reports.evidence.Protocol;
import org.menagerie.reports.statistics.DifferenceTest;
import org.menagerie.reports.statistics.Interval;
import org.menagerie.reports.statistics.Sample;
import org.menagerie.reports.text.Cells;
import org.menagerie.training.text.SafeText;

/** {@code changes}: what became better, worse or stayed equal between two sets of runs. */
public final class ChangeDocument implements ReportDocument {
  private static final int SCHEMA_VERSION = 1;

  private final Changes changes;
  private final List<String> remarks;
  private final Table<Pair> table;

  /**
   * @param remarks on how the runs were collected
   */
  public ChangeDocument(Changes changes, List<String> remarks) {
    this.changes = changes;
    this.remarks = List.copyOf(remarks);
    this.table = new Table<>("changes", "Changes", fields(), changes.pairs().pairs(), this::notes);
  }

  @Override
  public int schemaVersion() {
    return SCHEMA_VERSION;
  }

  @Override
  public List<String> headlines() {
    List<String> sentences = new ArrayList<>(remarks());
    sentences.add(
        Stream.of(Outcome.values())
            .map(outcome -> changes.count(outcome) + " " + outcome.word())
            .collect(joining(", ", "After beside before: ", ".")));
    add(sentences, "Only before: %s.", changes.gone());
    add(sentences, "Only after: %s.", changes.added());
    int unpaired = changes.pairs().unpaired();
    if (unpaired > 0) {
      sentences.add("Not compared, since they have no seed in common: %d.".formatted(unpaired));
    }
    return sentences;
  }

  private static void add(List<String> sentences, String sentence, List<String> names) {
    if (!names.isEmpty()) {
      sentences.add(SafeText.plain(sentence.formatted(String.join(", ", names))));
    }
  }

  @Override
  public List<String> remarks() {
    return remarks.stream().map(SafeText::plain).toList();
  }

  @Override
  public List<ReportTable> tables() {
    return List.of(table.view(Audience.PROGRAM));
  }

  @Override
  public List<ReportTable> tablesForPeople() {
    return List.of(table.view(Audience.PAGE));
  }

  /** The table as a terminal has it. */
  public ReportTable forTerminal() {
    return table.view(Audience.TERMINAL);
  }

  private static List<Field<Pair>> fields() {
    List<Field<Pair>> fields = new ArrayList<>();
    fields.add(Field.text("model", "model", pair -> pair.first().spec().modelId()));
    fields.add(
        Field.<Pair>text("engine", "engine", pair -> pair.first().spec().engine())
            .saidOnceIfCommon());
    fields.add(
        Field.<Pair>text("dataset", "data set", pair -> pair.first().dataset()).saidOnceIfCommon());
    fields.add(
        Field.<Pair>text("recipe_before", "recipe before", pair -> pair.second().recipe())
            .saidOnceIfCommon());
    fields.add(
        Field.<Pair>text("recipe_after", "recipe after", pair -> pair.first().recipe())
            .saidOnceIfCommon());
    fields.add(
        Field.<Pair>integers("seeds", "seeds", pair -> pair.outcome().comparison().seeds())
            .forPrograms());
    fields.add(Field.integer("n", "seeds", pair -> pair.difference().runs()));
    fields.add(mean("before_mean", "before %", Pair::second));
    fields.add(mean("after_mean", "after %", Pair::first));
    fields.add(
        Field.<Pair>number("change", "change", pair -> Cells.difference(pair.difference()))
            .forPeople());
    fields.addAll(PairTable.spread());
    fields.add(
        Field.<Pair>number("interval", "95 %", pair -> Cells.differences(pair.interval()))
            .forPeople());
    fields.add(PairTable.end("difference_low", Interval::lower));
    fields.add(PairTable.end("difference_high", Interval::upper));
    fields.add(
        Field.<Pair>optionalText("test", "test", pair -> pair.test().map(DifferenceTest::name))
            .only(Audience.PROGRAM, Audience.PAGE)
            .saidOnceIfCommon());
    fields.add(
        Field.<Pair>number(
                "p",
                "p",
                pair ->
                    Cells.probability(
                        pair.test().stream().mapToDouble(DifferenceTest::pValue).findFirst()))
            .forPrograms());
    fields.add(
        Field.number("p_holm", "p (Holm)", pair -> Cells.probability(pair.adjustedPValue())));
    fields.add(
        Field.number(
            "p_equivalent",
            "p of equivalence (Holm)",
            pair ->
                Cells.probability(
                    pair.equivalence().stream()
                        .mapToDouble(OfEquivalence::adjustedPValue)
                        .findFirst())));
    fields.add(Field.text("verdict", "became", pair -> Changes.outcome(pair).word()));
    return fields;
  }

  private static Field<Pair> mean(String key, String title, Function<Pair, Group> group) {
    return Field.number(
        key,
        title,
        pair -> {
          List<Long> seeds = pair.outcome().comparison().seeds();
          Group of = group.apply(pair);
          List<Double> accuracies = of.measured(Protocol.FINAL).accuracy().values();
          List<Long> all = of.replicates().seeds();
          return Cells.decimal(
              2,
              new Sample(seeds.stream().map(seed -> accuracies.get(all.indexOf(seed))).toList())
                  .mean());
        });
  }

  private List<String> notes(Audience audience) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Change: final test accuracy after minus before with the same seed, in percentage points:"
            + " mean ± standard deviation over the seeds that both have. Better or worse where p"
            + " (Holm), corrected for all pairs, is at most 0.05.");
    OptionalDouble margin = changes.pairs().margin();
    if (margin.isPresent()) {
      notes.add(
          "Equivalent: changed by less than %s points, by two one-sided t-tests (TOST), with Holm's correction."
              .formatted(Cells.decimal(2, margin).text()));
    }
    if (changes.count(Outcome.UNCHANGED) > 0) {
      notes.add("Unchanged: the runs of each seed agree in every epoch.");
    }
    return notes;
  }
}
