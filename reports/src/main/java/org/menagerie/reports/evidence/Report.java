package org.menagerie.reports.evidence;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.api.metric.Metric;
import org.menagerie.reports.DataLookup;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.NetworkLookup;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.PairedComparison.Design;
import org.menagerie.training.run.RunResult;

/**
 * Everything that a set of runs says: what every written form of a report is made of.
 *
 * <pre>{@code
 * Report report = Report.of(StoredRuns.read(folders).finished(), models);
 * String page = HtmlPage.of(report);
 * }</pre>
 *
 * @param runs all of them, in the order given; at least one
 * @param folders of the runs, in their order: short names, unlike each other
 * @param groups replicates, in the order of each group's first run
 * @param models pairs of groups on one engine and one data set: which of the two is better
 * @param engines pairs of groups that differ in nothing but the engine: whether it matters
 * @param ranks how models do over three data sets or more, for each engine with such
 * @param metrics what the runs say by further metrics
 * @param anytime what pairs were settled by, where seeds were added by looking
 * @param crossings how long models take to a threshold, if one was given
 * @param data where test images can be drawn from
 * @param networks what is known of their layers
 * @param remarks sentences on how the runs were collected, such as what is missing among them
 */
public record Report(
    List<StoredRun> runs,
    List<String> folders,
    List<Group> groups,
    Pairs models,
    Pairs engines,
    List<DatasetRanks> ranks,
    MetricFindings metrics,
    Optional<Anytime> anytime,
    Optional<Crossings> crossings,
    DataLookup data,
    NetworkLookup networks,
    List<String> remarks) {

  public Report {
    runs = List.copyOf(runs);
    folders = List.copyOf(folders);
    groups = List.copyOf(groups);
    ranks = List.copyOf(ranks);
    remarks = List.copyOf(remarks);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a report is on at least one run");
    }
  }

  /**
   * The report on the given runs.
   *
   * @param runs at least one
   * @param models for what was published
   */
  public static Report of(List<StoredRun> runs, ModelLookup models) {
    List<RunResult> results = runs.stream().map(StoredRun::result).toList();
    List<Finding> findings = Finding.of(results, models);
    DatasetLabels datasets = DatasetLabels.of(results);
    List<String> names = GroupNames.of(findings, datasets);
    List<Group> groups =
        IntStream.range(0, findings.size())
            .mapToObj(
                i -> {
                  Finding finding = findings.get(i);
                  String dataset = datasets.of(finding.replicates().first());
                  return Group.of(i + 1, names.get(i), dataset, finding);
                })
            .toList();
    // Folds are compared fold by fold, see crossValidations.
    List<Group> bySeed =
        groups.stream().filter(group -> group.replicates().folds().isEmpty()).toList();
    return new Report(
        runs,
        FolderNames.of(runs.stream().map(run -> run.folder().path()).toList()),
        groups,
        Pairs.of(bySeed, Report::arena, (first, second) -> true, Design.INDEPENDENT),
        Pairs.of(
            bySeed,
            group -> key(group).onAnyEngine(),
            (first, second) -> !first.spec().engine().equals(second.spec().engine()),
            Design.PAIRED),
        DatasetRanks.of(groups),
        MetricFindings.NONE,
        Optional.empty(),
        Optional.empty(),
        DataLookup.NONE,
        NetworkLookup.NONE,
        List.of());
  }

  /** What models have to have in common for one to be better than another. */
  static Object arena(Group group) {
    return List.of(key(group).data(), key(group).engine());
  }

  static ReplicateKey key(Group group) {
    return ReplicateKey.of(group.first());
  }

  /** The same report, with test images drawn where they are at hand. */
  public Report withData(DataLookup newData) {
    return new Report(
        runs, folders, groups, models, engines, ranks, metrics, anytime, crossings, newData,
        networks, remarks);
  }

  /** The same report, with the layers of the networks that are known. */
  public Report withNetworks(NetworkLookup known) {
    return new Report(
        runs, folders, groups, models, engines, ranks, metrics, anytime, crossings, data, known,
        remarks);
  }

  /** The same report, with further metrics of the runs that keep their probabilities. */
  public Report withMetrics(List<Metric> asked) {
    return withMetrics(asked, 0);
  }

  /**
   * The same, with intervals over seeds and images.
   *
   * @param resamples of a {@link org.menagerie.reports.statistics.CrossedBootstrap}; with 0 there
   *     is none
   */
  public Report withMetrics(List<Metric> asked, int resamples) {
    MetricFindings found =
        asked.isEmpty()
            ? MetricFindings.NONE
            : MetricFindings.of(runs, groups, models, asked, resamples);
    List<String> all = Stream.concat(remarks.stream(), found.remarks().stream()).toList();
    return new Report(
        runs, folders, groups, models, engines, ranks, found, anytime, crossings, data, networks,
        all);
  }

  /** What differs by nothing but one number of its recipe, for each such setting. */
  public List<Grid> grids() {
    return Grid.of(groups);
  }

  /** What the runs that hold out folds say on these. */
  public CrossValidations crossValidations() {
    return CrossValidations.of(groups);
  }

  /** Whether it was asked which are equally good. */
  public boolean hasMargin() {
    return models.margin().isPresent();
  }

  /**
   * The same report, with tests of which models and engines are equally good.
   *
   * @param margin in percentage points, what is no difference that matters
   */
  public Report withMargin(double margin) {
    return new Report(
        runs,
        folders,
        groups,
        models.withMargin(margin),
        engines.withMargin(margin),
        ranks.stream().map(one -> one.withRope(margin)).toList(),
        metrics,
        anytime,
        crossings,
        data,
        networks,
        remarks);
  }

  /**
   * The same report for runs that may have been added by looking at those before: verdicts that
   * hold all the same, and no tests, which would not.
   */
  public Report settled(Anytime by) {
    return new Report(
        runs,
        folders,
        groups,
        models.settled(by.margin(), by.modelPairs()),
        engines.settled(by.margin(), by.enginePairs()),
        ranks,
        metrics,
        Optional.of(by),
        crossings,
        data,
        networks,
        remarks);
  }

  /** The same report, with sentences that its reader has to know before the findings. */
  public Report withRemarks(List<String> newRemarks) {
    return new Report(
        runs,
        folders,
        groups,
        models,
        engines,
        ranks,
        metrics,
        anytime,
        crossings,
        data,
        networks,
        newRemarks);
  }

  /**
   * The same report, with how long models take to an accuracy.
   *
   * @param percent the accuracy
   */
  public Report withThreshold(double percent) {
    return new Report(
        runs,
        folders,
        groups,
        models,
        engines,
        ranks,
        metrics,
        anytime,
        Optional.of(Crossings.of(groups, percent)),
        data,
        networks,
        remarks);
  }

  /** Groups that differ in nothing but the engine, by engine; in the order of each one's first. */
  public List<SortedMap<String, Group>> acrossEngines() {
    return groups.stream()
        .collect(groupingBy(group -> key(group).onAnyEngine(), LinkedHashMap::new, toList()))
        .values()
        .stream()
        .<SortedMap<String, Group>>map(
            members -> {
              SortedMap<String, Group> byEngine = new TreeMap<>();
              members.forEach(group -> byEngine.put(group.spec().engine(), group));
              return byEngine;
            })
        .toList();
  }

  /** The group of each run, in the order of the runs. */
  public List<Group> groupsOfRuns() {
    IdentityHashMap<RunResult, Group> groupOf = new IdentityHashMap<>();
    for (Group group : groups) {
      group.replicates().runs().forEach(run -> groupOf.put(run, group));
      group.replicates().repeats().forEach(run -> groupOf.put(run, group));
    }
    return runs.stream().map(run -> requireNonNull(groupOf.get(run.result()))).toList();
  }
}
