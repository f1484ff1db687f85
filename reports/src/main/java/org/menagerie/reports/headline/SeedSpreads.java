package org.menagerie.reports.headline;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.joining;
import static org.menagerie.reports.headline.Wording.count;
import static org.menagerie.reports.headline.Wording.points;
import static org.menagerie.reports.headline.Wording.sentence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.statistics.Holm;
import org.menagerie.reports.statistics.SeedSpread;

/** Of which models some seeds are better networks than others; see {@link SeedSpread}. */
final class SeedSpreads {
  private static final int MOST = 5;
  private static final double LEVEL = 0.05;

  private SeedSpreads() {}

  private record Of(Group group, SeedSpread spread) {}

  static List<String> of(Report report) {
    List<Of> known =
        report.groups().stream()
            .flatMap(group -> group.seedSpread().map(spread -> new Of(group, spread)).stream())
            .toList();
    if (known.isEmpty()) {
      return List.of();
    }
    List<Double> adjusted = Holm.adjusted(known.stream().map(of -> of.spread().pValue()).toList());
    List<Of> real =
        IntStream.range(0, known.size())
            .filter(i -> adjusted.get(i) < LEVEL)
            .mapToObj(known::get)
            .sorted(comparingDouble((Of of) -> of.spread().real()).reversed())
            .toList();
    List<Of> alike = known.stream().filter(of -> !real.contains(of)).toList();
    List<String> sentences = new ArrayList<>();
    if (!real.isEmpty()) {
      sentences.add(
          sentence(
              "Some seeds are really better than others for %s of %d (at 5 %%, after Holm's"
                  + " correction): beyond what single images explain, %s.",
              count(real.size(), "model"),
              known.size(),
              listed(real.stream().map(SeedSpreads::size).toList())));
    }
    if (!alike.isEmpty()) {
      sentences.add(
          sentence(
              "No real spread over seeds was shown for %s: independent errors on single images"
                  + " explain it, as if all seeds were equally good networks.",
              listed(alike.stream().map(of -> of.group().name()).toList())));
    }
    return sentences;
  }

  private static String size(Of of) {
    return sentence(
        "%s spreads by ± %s points (95 %% %s to %s)",
        of.group().name(),
        points(of.spread().real()),
        points(of.spread().interval().lower()),
        points(of.spread().interval().upper()));
  }

  private static String listed(List<String> names) {
    String first = names.stream().limit(MOST).collect(joining(", "));
    return names.size() > MOST ? first + " and " + (names.size() - MOST) + " more" : first;
  }
}
