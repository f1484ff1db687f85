package org.menagerie.reports.evidence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.menagerie.training.recipe.RecipeSettings;

/**
 * A setting of recipes that has several numbers among runs that differ in nothing else: one line
 * for each model, data set, engine and combination of the other settings.
 *
 * @param setting its key
 * @param dataset of all its lines
 * @param lines at least one
 */
public record Grid(String setting, String dataset, List<Line> lines) {

  public Grid {
    lines = List.copyOf(lines);
  }

  /**
   * Groups that differ in the setting alone.
   *
   * @param name unlike that of the other lines
   * @param points at least two, with values of their own
   */
  public record Line(String name, List<Point> points) {
    public Line {
      points = List.copyOf(points);
    }
  }

  /**
   * A group and its value of the setting.
   *
   * @param text of the value, as recipes have it
   */
  public record Point(double value, String text, Group group) {}

  /** A group with the settings of its recipe. */
  private record Candidate(Group group, Map<String, String> settings) {
    static Candidate of(Group group) {
      Map<String, String> settings = new TreeMap<>(RecipeSettings.values(group.spec().recipe()));
      group.spec().init().ifPresent(init -> settings.put("init", init.sha256()));
      group
          .spec()
          .teacher()
          .ifPresent(teacher -> settings.put("teacher", teacher.weights().sha256()));
      return new Candidate(group, settings);
    }

    OptionalDouble number(String key) {
      try {
        double value = Double.parseDouble(settings.getOrDefault(key, ""));
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }

    private Kind without(String key) {
      Map<String, String> others = new TreeMap<>(settings);
      others.remove(key);
      return new Kind(
          group.spec().modelId(), group.spec().engine(), group.spec().recipe().name(), others);
    }
  }

  private record Kind(String model, String engine, String recipe, Map<String, String> settings) {}

  /** Those of a report, by data set and setting. */
  static List<Grid> of(List<Group> groups) {
    Map<String, List<Candidate>> byDataset =
        groups.stream()
            .filter(group -> group.replicates().folds().isEmpty())
            .map(Candidate::of)
            .collect(
                groupingBy(candidate -> candidate.group.dataset(), LinkedHashMap::new, toList()));
    List<Grid> grids = new ArrayList<>();
    byDataset.forEach(
        (dataset, candidates) -> {
          TreeSet<String> keys = new TreeSet<>();
          candidates.forEach(candidate -> keys.addAll(candidate.settings.keySet()));
          for (String key : keys) {
            List<Line> lines = lines(key, candidates);
            if (!lines.isEmpty()) {
              grids.add(new Grid(key, dataset, lines));
            }
          }
        });
    return grids;
  }

  private static List<Line> lines(String key, List<Candidate> candidates) {
    Map<Kind, List<Candidate>> kinds =
        candidates.stream()
            .filter(candidate -> candidate.number(key).isPresent())
            .collect(groupingBy(candidate -> candidate.without(key), LinkedHashMap::new, toList()));
    kinds
        .values()
        .removeIf(
            members ->
                members.stream().mapToDouble(m -> m.number(key).orElseThrow()).distinct().count()
                    < 2);
    return kinds.entrySet().stream()
        .map(
            kind ->
                new Line(
                    name(kind.getKey(), new ArrayList<>(kinds.keySet())),
                    kind.getValue().stream()
                        .map(
                            member ->
                                new Point(
                                    member.number(key).orElseThrow(),
                                    member.settings.getOrDefault(key, ""),
                                    member.group))
                        .toList()))
        .toList();
  }

  /** The model, and what else tells its line from the others. */
  private static String name(Kind kind, List<Kind> all) {
    List<String> parts = new ArrayList<>(List.of(kind.model));
    if (all.stream().map(Kind::engine).distinct().count() > 1) {
      parts.add(kind.engine);
    }
    List<Kind> siblings = all.stream().filter(other -> other.model.equals(kind.model)).toList();
    if (siblings.stream().map(Kind::recipe).distinct().count() > 1) {
      parts.add(kind.recipe);
    }
    String others =
        kind.settings.entrySet().stream()
            .filter(
                setting ->
                    siblings.stream()
                        .anyMatch(
                            other ->
                                !setting.getValue().equals(other.settings.get(setting.getKey()))))
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(joining(", "));
    if (!others.isEmpty()) {
      parts.add(others);
    }
    return String.join(" · ", parts);
  }
}
