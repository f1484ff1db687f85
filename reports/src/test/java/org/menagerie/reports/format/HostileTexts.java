package org.menagerie.reports.format;

import static java.util.stream.Collectors.joining;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Component;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.StoredRun;
import org.menagerie.reports.evidence.Report;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

/** Texts that want to be more than text, and a report that has one in each of its fields. */
final class HostileTexts {
  /** As they are stored. */
  static final List<String> ALL =
      List.of(
          "<script>alert(1)</script>",
          "</script><script>alert(1)</script>",
          "</style></title></svg><img src=x onerror=alert(1)>",
          "\" onmouseover=\"alert(1)\" x=\"",
          "' onfocus='alert(1)' autofocus='",
          "<svg onload=alert(1)>",
          "<!-- <b> -->",
          "]]><b>&lt;&#60;&amp;",
          "<javascript:alert(1)>",
          "<https://evil.example>",
          "javascript:alert(1)",
          "https://evil.example/a_b_c",
          "www.evil.example",
          "mailto:someone@evil.example",
          "@everyone #1",
          "[click](javascript:alert(1))",
          "![image](https://evil.example/x.png)",
          "[ref]: https://evil.example",
          "a | b || c",
          "| --- | --- |",
          "`code` ``x``",
          "*a* **b** __c__ ~~d~~ ^e^",
          "# heading",
          "- item",
          "1. item",
          "--- ***",
          "```sh",
          "=HYPERLINK(\"https://evil.example\")",
          "+1+1",
          "-1+1",
          "@SUM(A1)",
          "\t=1+1",
          "\r=1+1",
          "\n=1+1",
          "a,\"b\";c\n\"d\"\r\ne",
          "\\input{/etc/passwd} \\write18{id}",
          "100 % #1 $x^2$ a_b~c & {d} [e]",
          "*[3cm] --- ,, \\\\",
          "\u001b[31mred\u001b[0m\u001b[2J",
          "\u001b]0;title\u0007\u001b]8;;https://evil.example\u001b\\",
          "\u009b31m\u0085next\u0090",
          "a\u0000b\bc\u007f",
          "\u202eesrever\u202c \u2066isolate\u2069 \u200f\u061c",
          "zero\u200bwidth\u200d\ufeff\u2060\u00ad",
          "one\u2028two\u2029three",
          "\ud800lone\udc00",
          "\udb40\udc41tag\udb40\udc7f",
          "\u6f22\u5b57 \u0627\u0644 \ud83e\udd81 \u0127\u00e9",
          "%s %n %1$s {0} ${x} #{y}",
          // Long, and no two places of it alike: to search for repetitions takes ages.
          IntStream.range(0, 4_000).mapToObj(Integer::toHexString).collect(joining("x")));

  private HostileTexts() {}

  /**
   * What people should see of a text: one line, single spaces, nothing that is invisible or steers
   * a terminal.
   */
  static String visible(String text) {
    String plain =
        text.replaceAll("\u001b\\[[0-9;]*[A-Za-z]|\u009b[0-9;]*[A-Za-z]", "")
            .replaceAll("\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)", "");
    StringBuilder seen = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (Character.isWhitespace(c) || c == 0x85) {
                seen.append(' ');
              } else if (type != Character.CONTROL
                  && type != Character.FORMAT
                  && type != Character.SURROGATE) {
                seen.appendCodePoint(c);
              }
            });
    return seen.toString().replaceAll(" +", " ").strip();
  }

  /** Two models, of which one has the text in all its fields and was trained on two engines. */
  static Report report(String text) {
    return Report.of(
            List.of(
                new StoredRun(folder(text, "1"), run(text, text + "Model", text + "Engine", 1)),
                new StoredRun(folder(text, "2"), run(text, text + "Model", text + "Engine", 2)),
                new StoredRun(folder(text, "3"), run(text, text + "Model", "other", 1)),
                new StoredRun(folder(text, "4"), run(text, text + "Model", "other", 2)),
                new StoredRun(folder(text, "5"), run(text, "tame", "other", 1)),
                new StoredRun(folder(text, "6"), run(text, "tame", "other", 2))),
            (zoo, model) -> Optional.of(new Hostile(zoo, model, text)))
        .withRemarks(List.of(text + "Remark"));
  }

  private static RunFolder folder(String text, String number) {
    try {
      return new RunFolder(Path.of("/runs", text.replace('/', '.') + "Folder" + number));
    } catch (InvalidPathException e) {
      return new RunFolder(Path.of("/runs", "Folder" + number));
    }
  }

  private static RunResult run(String text, String model, String engine, long seed) {
    RunResult run =
        new SampleRun()
            .model(text + "Zoo", model)
            .engine(engine)
            .mnistCalled(text + "Data")
            .seed(seed)
            .recipe(
                StopReason.ALL_EPOCHS,
                recipe ->
                    recipe
                        .name(text + "Recipe")
                        .optimizer(new Component(text + "Optimizer", Map.of("lr", text)))
                        .schedule(new Component(text + "Schedule", Map.of()))
                        .augmentations(List.of(Component.of(text + "Augmentation")))
                        .notes(text + "Note"))
            .epoch(95, 9_700 + model.length() % 7 + (int) seed)
            .firstCorrect()
            .result();
    TreeMap<String, String> checksums = new TreeMap<>(run.provenance().datasetChecksums());
    checksums.put(text + "Part", text + "Checksum");
    return new RunResult(
        run.schemaVersion(),
        run.spec(),
        run.parameters(),
        run.multiplyAccumulates(),
        run.stopReason(),
        run.history(),
        run.testOutcome(),
        run.validationImages(),
        run.signature(),
        run.peakMemoryBytes(),
        new Provenance(
            text + "Version",
            new Build(text + "Commit", Optional.of(text + "Jar"), OptionalInt.of((int) seed)),
            new TreeMap<>(Map.of(text + "Library", text + "Device")),
            checksums,
            new TreeMap<>(Map.of(text + "Plugin", text + "Sum")),
            new Machine(text + "Java", text + "System", text + "Processor", 2),
            text + "Started",
            text + "Finished"));
  }

  private record Hostile(String zoo, String name, String text) implements ModelDefinition {
    @Override
    public String description() {
      return text + "Description";
    }

    @Override
    public Network network() {
      return Network.of(Shape.image(1, 28, 28));
    }

    @Override
    public Optional<PublishedResult> published() {
      return Optional.of(PublishedResult.ofBest(text + "Source", 99.6).withNote(text + "Remark"));
    }

    @Override
    public List<Target> targets() {
      return List.of(Target.accuracy(99.4, text + "Target"));
    }
  }
}
