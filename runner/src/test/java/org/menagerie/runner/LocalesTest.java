package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.data.idx.IdxEncoder;
import org.menagerie.data.idx.IdxPart;
import org.menagerie.execution.SampleResult;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/** What commands print and what files are called does not depend on who runs them, or where. */
class LocalesTest {
  /** Locales with digits, cases, separators, calendars and directions of their own. */
  private static final List<String> LOCALES =
      List.of(
          "en-US",
          "tr-TR",
          "ar-EG-u-nu-arab",
          "fa-IR-u-nu-arabext",
          "hi-IN-u-nu-deva",
          "th-TH-u-nu-thai-ca-buddhist",
          "de-DE",
          "fr-FR",
          "ja-JP-u-ca-japanese",
          "az-Latn-AZ",
          "my-MM-u-nu-mymr",
          "he-IL");

  private static final List<String> ZONES =
      List.of("UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu");

  private static final int IMAGES = 64;
  private static final int SIDE = 28;

  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @TempDir private Path home;
  private Cli cli;
  private Path runs;

  @BeforeEach
  void storeRuns() {
    cli = new Cli(home);
    runs = home.resolve("runs");
    for (int seed = 1; seed <= 3; seed++) {
      RunSpec spec = planner().specify(request(seed, "digits"));
      RunFolder.forRun(runs, spec).writeResult(SampleResult.of(spec, 970 + seed));
    }
  }

  @AfterEach
  void comeHome() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
  }

  @Test
  void printsTheSameEverywhere() {
    List<List<String>> commands = new ArrayList<>();
    commands.add(List.of("list"));
    commands.add(List.of("list", "--json"));
    commands.add(List.of("LIST"));
    commands.add(List.of("describe", "--model", "progressive/model2", "--json"));
    commands.add(List.of("compare", "--model=progressive/model3", "--seeds=3", "--dry-run"));
    commands.add(List.of("--model", "progressive/model3", "--lr", "0,1", "--dataset", "digits"));
    commands.add(List.of("--model", "progressive/modle3"));
    commands.add(List.of("report", "--help"));
    for (String format : List.of("terminal", "html", "csv", "latex")) {
      commands.add(List.of("report", runs.toString(), "--format", format));
    }

    Map<List<String>, Result> first = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (int i = 0; i < LOCALES.size(); i++) {
      for (List<String> command : commands) {
        goTo(i);
        Result result = cli.run(command.toArray(String[]::new));
        Result before = first.putIfAbsent(command, result);
        if (before != null) {
          assertThat(result).as("%s in %s", command, LOCALES.get(i)).isEqualTo(before);
        }
      }
    }
    assertThat(first.values()).anyMatch(result -> result.exitCode() == 2);
  }

  /** The loop itself, in a process that has not chosen its locale as commands do. */
  @Test
  void trainsAndCallsFilesTheSameEverywhere() throws IOException {
    List<String> names = new ArrayList<>();
    List<List<Double>> losses = new ArrayList<>();
    for (int i = 0; i < LOCALES.size(); i++) {
      goTo(i);
      Path out = home.resolve("trained-" + i);
      RunSpec spec = planner().specify(request(7, tiny().toString()));
      RunFolder folder = RunFolder.forRun(out, spec);
      folder.writeSpec(spec);
      Trainer.Outcome outcome =
          new Trainer(planner().prepare(spec), folder, new TrainingListener() {})
              .run()
              .orElseThrow();
      losses.add(outcome.history().stream().map(EpochMetrics::testLoss).toList());
      try (Stream<Path> files = Files.walk(out)) {
        names.add(files.map(out::relativize).sorted().toList().toString());
      }
      assertThat(Files.readString(folder.specFile())).isASCII().contains("\"seed\" : 7");
    }
    assertThat(names).containsOnly(names.get(0));
    assertThat(losses).containsOnly(losses.get(0));
    assertThat(names.get(0)).contains("progressive-model3-vector-s7-");
  }

  private void goTo(int place) {
    Locale.setDefault(Locale.forLanguageTag(LOCALES.get(place)));
    TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get(place % ZONES.size())));
  }

  /** Sixty-four images of noise to train on, and as many to test with. */
  private Path tiny() throws IOException {
    Path folder = Files.createDirectories(home.resolve("tiny"));
    RandomStream random = RandomStream.ofSeed(5);
    byte[] pixels = new byte[IMAGES * SIDE * SIDE];
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.below(256);
    }
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = (byte) (i % 10);
    }
    ImageSet set = new ImageSet(Shape.image(1, SIDE, SIDE), pixels, labels);
    for (IdxPart part : IdxPart.values()) {
      boolean images = part == IdxPart.TRAIN_IMAGES || part == IdxPart.TEST_IMAGES;
      Files.write(
          folder.resolve(part.fileName()),
          images ? IdxEncoder.images(set) : IdxEncoder.labels(set));
    }
    return folder;
  }

  private Planner planner() {
    Catalog catalog = LoadedPlugins.from(List.of(cli.plugins())).catalog();
    return new Planner(catalog, new DatasetLocator(catalog, home));
  }

  private static RunRequest request(int seed, String dataset) {
    return new RunRequest(
        "progressive",
        "model3",
        "vector",
        Optional.of(dataset),
        "",
        Map.of("epochs", "1"),
        seed,
        1);
  }
}
