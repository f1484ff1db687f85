package org.menagerie.runner.data;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.data.pipeline.ContactSheet;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.Listing;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner data show}: what the images of a data set look like. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes training images of every class to a PNG file, a row for each class.",
      "Says which row is which and how many images it has. With augmentations, each",
      "row is followed by the same images as the first epoch of a training with this",
      "seed sees them.",
      "",
      "  runner data show mnist --augmentation 'rotation(degrees=7)' --output x.png",
      ""
    })
final class DataShowCommand implements Callable<Integer> {
  private static final int MOST_SAMPLES = 100;

  private final Provider<Catalog> catalog;
  private final Locations locations;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "NAME|PATH",
      description = "What --dataset takes: mnist, a folder, 'images(path=flowers, size=64)'.")
  private String dataset = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The PNG file to write.")
  private Path output = Path.of("");

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "10",
      description = "Images of each class (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--augmentation",
      paramLabel = "AUGMENTATION",
      description = {
        "Show what it makes of them, too; can be repeated, and they follow each other.",
        "See \"runner list augmentations\"."
      })
  private List<String> augmentations = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which images are drawn, and how they are changed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private DataDirectoryOption directory = new DataDirectoryOption();

  @Inject
  DataShowCommand(Provider<Catalog> catalog, Locations locations, Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.terminal = terminal;
  }

  /** A row of the sheet. */
  private record Row(int number, String name, int train, int test) {}

  @Override
  public Integer call() {
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--samples must be a whole number from 1 to %d, not %d."
              .formatted(MOST_SAMPLES, samples));
    }
    List<ImageTransform> transforms =
        augmentations.stream().map(Component::parse).map(catalog.get()::transform).toList();
    DatasetLocator locator =
        new DatasetLocator(
            catalog.get(), directory.existing(locations.dataDirectory()), terminal::tell);
    Dataset set = locator.load(locator.identify(dataset));
    if (set.train().shape().channels() != 1 && set.train().shape().channels() != 3) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Images are shown that are grey or coloured, and those of %s have %d channels."
              .formatted(set.name(), set.train().shape().channels()));
    }
    ContactSheet sheet = ContactSheet.of(set.train(), set.classes(), samples, transforms, seed);
    OutputFiles.writeNamed(output, "--output", sheet::writePng);
    List<DatasetView.ClassRow> classes = DatasetView.classes(set);
    List<Row> rows =
        IntStream.range(0, sheet.labels().size())
            .mapToObj(
                i -> {
                  DatasetView.ClassRow row = classes.get(sheet.labels().get(i));
                  return new Row(i + 1, row.name(), row.train(), row.test());
                })
            .toList();
    terminal
        .out()
        .print(
            new Listing<>(rows)
                .number("row", Row::number)
                .column("class", row -> SafeText.terminal(row.name()))
                .number("to train", Row::train)
                .number("to test", Row::test)
                .text(terminal.width()));
    if (sheet.labels().size() == ContactSheet.MOST_CLASSES) {
      terminal
          .err()
          .println("Only the first %d classes are shown.".formatted(ContactSheet.MOST_CLASSES));
    }
    terminal.err().println("The images are in " + SafeText.terminal(output.toString()));
    return 0;
  }
}
