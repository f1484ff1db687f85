package org.menagerie.reports.page;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.reports.evidence.Group;
import org.menagerie.reports.text.Markup;
import org.menagerie.training.run.Misclassification;
import org.menagerie.training.run.RunResult;

/** The images that a model gets wrong most confidently, each once over all seeds. */
final class Gallery {
  private static final int IMAGES = 12;

  private final List<RunResult> runs;
  private final Optional<Dataset> data;
  private final Markup html = new Markup();

  private Gallery(List<RunResult> runs, Optional<Dataset> data) {
    this.runs = runs;
    this.data = data.filter(found -> isDrawable(found.test()));
  }

  /**
   * The gallery of a group.
   *
   * @param data that its runs were tested on, if available
   */
  static Markup of(Group group, Optional<Dataset> data) {
    Gallery gallery = new Gallery(group.replicates().runs(), data);
    gallery.html.open("div", "class", "gallery-box");
    gallery.fill();
    return gallery.html.close();
  }

  private static boolean isDrawable(ImageSet images) {
    return images.shape().channels() == 1 || images.shape().channels() == 3;
  }

  private void fill() {
    List<RunResult> recorded =
        runs.stream().filter(run -> run.testOutcome().mistakes().isPresent()).toList();
    if (recorded.isEmpty()) {
      say(
          "These runs were recorded by an earlier version, which did not keep what a wrong image"
              + " was taken for; train again to see the images.");
      return;
    }
    List<List<Misclassification>> worst = worst(recorded);
    if (worst.isEmpty()) {
      say("No test image was classified wrongly.");
      return;
    }
    say(
        String.format(
            Locale.ROOT, "Wrong and most confident, of %,d wrong images:", total(recorded)));
    html.open("ul", "class", "gallery");
    worst.forEach(mistakes -> addImage(mistakes, recorded.size()));
    html.close();
    if (data.isEmpty()) {
      say("The images are not shown: their data were not available when this report was written.");
    }
  }

  /** All mistakes with one image, the most confident first; the images likewise. */
  private static List<List<Misclassification>> worst(List<RunResult> recorded) {
    return recorded.stream()
        .flatMap(run -> run.testOutcome().mistakes().orElseThrow().stream())
        .sorted(comparingDouble(Misclassification::confidence).reversed())
        .collect(groupingBy(Misclassification::image, TreeMap::new, toList()))
        .values()
        .stream()
        .sorted(
            comparingDouble((List<Misclassification> mistakes) -> mistakes.get(0).confidence())
                .reversed())
        .limit(IMAGES)
        .toList();
  }

  private static long total(List<RunResult> recorded) {
    return recorded.stream()
        .flatMap(run -> run.testOutcome().mistakes().orElseThrow().stream())
        .map(Misclassification::image)
        .distinct()
        .count();
  }

  private void addImage(List<Misclassification> mistakes, int seeds) {
    Misclassification worst = mistakes.get(0);
    String confidence = String.format(Locale.ROOT, "%.1f %%", 100 * worst.confidence());
    html.open("li");
    data.ifPresent(
        found ->
            html.empty(
                "img",
                "src",
                Png.dataUri(found.test().shape(), pixels(found.test(), worst.image())),
                "alt",
                "a %d taken for a %d".formatted(worst.label(), worst.predicted()),
                "width",
                found.test().shape().width(),
                "height",
                found.test().shape().height()));
    html.text("strong", "%d → %d".formatted(worst.label(), worst.predicted()));
    html.text("span", " " + confidence);
    html.empty("br");
    html.text(
        "span",
        "image "
            + worst.image()
            + (seeds == 1 ? "" : ", %d of %d seeds".formatted(mistakes.size(), seeds)),
        "class",
        "quiet");
    html.close();
  }

  private static byte[] pixels(ImageSet images, int index) {
    byte[] pixels = new byte[images.imageLength()];
    images.copyImage(index, pixels);
    return pixels;
  }

  private void say(String sentence) {
    html.text("p", sentence, "class", "quiet");
  }
}
