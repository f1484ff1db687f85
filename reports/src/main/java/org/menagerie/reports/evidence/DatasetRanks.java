package org.menagerie.reports.evidence;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.menagerie.reports.statistics.RankTest;
import org.menagerie.reports.statistics.SignedRank;

/**
 * How models do over several data sets: their ranks by mean final accuracy on each, on one engine.
 * Only models count that were trained on every one of the data sets.
 *
 * @param engine that all runs are on
 * @param datasets at least three
 * @param models names, with their recipes where one model has several; at least two
 * @param test of their ranks, in the order of the models
 * @param criticalDifference of average ranks, that Nemenyi's test finds significant
 * @param leftOut models that were not trained on every data set
 * @param accuracies mean final accuracies in percent, of each data set those of the models
 * @param rope the points that do not matter, if it was asked which models are equivalent
 */
public record DatasetRanks(
    String engine,
    List<String> datasets,
    List<String> models,
    RankTest test,
    double criticalDifference,
    List<String> leftOut,
    List<List<Double>> accuracies,
    OptionalDouble rope) {
  /** With fewer, ranks say nothing. */
  private static final int FEWEST_DATASETS = 3;

  /** With more, there are no pairs. */
  public static final int MOST_MODELS = 100;

  /** With more, pairs have no probabilities, which take a while. */
  private static final int MOST_JUDGED = 20;

  private static final String NORMALIZATION = "normalization";

  public DatasetRanks {
    datasets = List.copyOf(datasets);
    models = List.copyOf(models);
    leftOut = List.copyOf(leftOut);
    accuracies = accuracies.stream().map(List::copyOf).toList();
  }

  /**
   * Two models by their average ranks.
   *
   * @param posterior how probable it is which is better, where a rope was given
   */
  public record OfPair(DatasetRanks ranks, int first, int second, Optional<SignedRank> posterior) {

    public double difference() {
      return ranks.test.averageRanks().get(first) - ranks.test.averageRanks().get(second);
    }

    /** Nemenyi's, corrected for all pairs. */
    public double pValue() {
      return ranks.test.pValue(first, second);
    }

    /** Whether both tests say so. */
    public boolean isSignificant() {
      return ranks.isSignificant() && Math.abs(difference()) >= ranks.criticalDifference();
    }
  }

  /** What one network is on all data sets: its model and recipe, each normalized in its own way. */
  private record Contestant(String model, String recipe) {
    static Contestant of(Group group) {
      RecipeLabel label = group.finding().recipe();
      Map<String, String> changes = new LinkedHashMap<>(label.changes());
      changes.remove(NORMALIZATION);
      return new Contestant(
          group.spec().modelId(), new RecipeLabel(label.name(), changes, label.original()).text());
    }
  }

  /** For each engine on which models were trained on three data sets or more. */
  static List<DatasetRanks> of(List<Group> groups) {
    return groups.stream()
        .collect(groupingBy(group -> group.spec().engine(), LinkedHashMap::new, toList()))
        .entrySet()
        .stream()
        .map(engine -> onEngine(engine.getKey(), engine.getValue()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<DatasetRanks> onEngine(String engine, List<Group> groups) {
    Map<Contestant, Map<String, Double>> accuracies = new LinkedHashMap<>();
    for (Group group : groups) {
      accuracies
          .computeIfAbsent(Contestant.of(group), unknown -> new LinkedHashMap<>())
          .putIfAbsent(group.dataset(), group.measured(Protocol.FINAL).accuracy().mean());
    }
    List<String> datasets = groups.stream().map(Group::dataset).distinct().toList();
    Map<Contestant, Map<String, Double>> everywhere = new LinkedHashMap<>(accuracies);
    everywhere.values().removeIf(known -> !known.keySet().containsAll(datasets));
    if (datasets.size() < FEWEST_DATASETS || everywhere.size() < 2) {
      return Optional.empty();
    }
    boolean withRecipe =
        everywhere.keySet().stream().map(Contestant::model).distinct().count() < everywhere.size();
    List<List<Double>> values =
        datasets.stream()
            .map(
                dataset ->
                    everywhere.values().stream()
                        .map(known -> requireNonNull(known.get(dataset)))
                        .toList())
            .toList();
    RankTest test = RankTest.of(values);
    return Optional.of(
        new DatasetRanks(
            engine,
            datasets,
            everywhere.keySet().stream()
                .map(one -> withRecipe ? one.model + " · " + one.recipe : one.model)
                .toList(),
            test,
            test.criticalDifference(ComparisonFamily.LEVEL),
            accuracies.keySet().stream()
                .filter(one -> !everywhere.containsKey(one))
                .map(Contestant::model)
                .distinct()
                .toList(),
            values,
            OptionalDouble.empty()));
  }

  /**
   * The same with probabilities of who is better and who is equivalent.
   *
   * @param points that do not matter
   */
  DatasetRanks withRope(double points) {
    return new DatasetRanks(
        engine,
        datasets,
        models,
        test,
        criticalDifference,
        leftOut,
        accuracies,
        OptionalDouble.of(points));
  }

  private Optional<SignedRank> posterior(int first, int second) {
    return rope.isEmpty() || models.size() > MOST_JUDGED
        ? Optional.empty()
        : Optional.of(
            SignedRank.of(
                accuracies.stream().map(onOne -> onOne.get(first) - onOne.get(second)).toList(),
                rope.getAsDouble()));
  }

  /** Whether the models differ at all (Friedman's test). */
  public boolean isSignificant() {
    return test.pValue() <= ComparisonFamily.LEVEL;
  }

  /** All of them; none where there are so many models that nobody reads their pairs. */
  public List<OfPair> pairs() {
    if (models.size() > MOST_MODELS) {
      return List.of();
    }
    return IntStream.range(0, models.size())
        .boxed()
        .flatMap(
            first ->
                IntStream.range(first + 1, models.size())
                    .mapToObj(second -> new OfPair(this, first, second, posterior(first, second))))
        .toList();
  }

  /** The indices of the models, from the best average rank on. */
  public List<Integer> fromTheBest() {
    return IntStream.range(0, models.size())
        .boxed()
        .sorted(comparing(test.averageRanks()::get))
        .toList();
  }
}
