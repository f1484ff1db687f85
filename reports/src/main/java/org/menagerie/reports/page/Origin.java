package org.menagerie.reports.page;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;

/** When, where and with what runs were trained, in a few words for the top of a page. */
final class Origin {
  /** More are in the provenance of the runs. */
  private static final int MOST = 3;

  private static final int DATE = "2026-01-01".length();

  private Origin() {}

  static String of(Report report) {
    List<Provenance> all =
        report.runs().stream().map(StoredRun::result).map(run -> run.provenance()).toList();
    TreeSet<String> days = new TreeSet<>();
    all.forEach(one -> days.add(day(one.finishedAt())));
    Map<String, TreeSet<String>> engines = new TreeMap<>();
    report
        .runs()
        .forEach(
            run ->
                engines
                    .computeIfAbsent(run.result().spec().engine(), name -> new TreeSet<>())
                    .add(libraries(run.result().provenance())));
    return Stream.of(
            "Trained "
                + (days.size() == 1
                    ? "on " + days.first()
                    : "from %s to %s".formatted(days.first(), days.last())),
            "on " + some(all.stream().map(Provenance::machine).map(Origin::machine)),
            "by Menagerie " + some(all.stream().map(Provenance::menagerie)),
            engines.entrySet().stream()
                .map(engine -> engine.getKey() + versions(engine.getValue()))
                .collect(joining(", ", "with ", ".")))
        .collect(joining(" "));
  }

  /** In UTC, as it is stored. */
  private static String day(String time) {
    return time.substring(0, Math.min(DATE, time.length()));
  }

  private static String machine(Machine machine) {
    return "%s (%d processors, Java %s)"
        .formatted(machine.cpu(), machine.processors(), machine.java());
  }

  private static String libraries(Provenance provenance) {
    return provenance.engine().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(joining(", "));
  }

  private static String versions(Set<String> known) {
    String text = some(known.stream());
    return text.isEmpty() ? "" : " (" + text + ")";
  }

  private static String some(Stream<String> texts) {
    List<String> different = texts.distinct().filter(text -> !text.isEmpty()).sorted().toList();
    return different.stream().limit(MOST).collect(joining("; "))
        + (different.size() > MOST ? " and %d more".formatted(different.size() - MOST) : "");
  }
}
