package org.menagerie.runner.data;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner data check}: reads a data set and says what is in it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a data set, known by name or of your own, and says what is in it.",
      "Format, shape, images of each class, mean and deviation, and what looks wrong:",
      "classes with few images, images that are there twice, and test images that are",
      "trained on, too."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it can be trained on, whatever looks wrong",
      "1:it cannot be read",
      "2:wrong usage"
    })
final class DataCheckCommand implements Callable<Integer> {
  private final Provider<Catalog> catalog;
  private final Locations locations;
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "NAME|PATH",
      description = "What --dataset takes: mnist, a folder, 'images(path=flowers, size=64)'.")
  private String dataset = "";

  @Mixin private DataDirectoryOption directory = new DataDirectoryOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Inject
  DataCheckCommand(Provider<Catalog> catalog, Locations locations, Terminal terminal) {
    this.catalog = catalog;
    this.locations = locations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path data = directory.existing(locations.dataDirectory());
    DatasetLocator locator = new DatasetLocator(catalog.get(), data, terminal::tell);
    DatasetReference reference = identified(locator);
    DatasetView view = DatasetView.of(reference, locator.load(reference));
    PrintStream out = terminal.out();
    out.print(json ? JsonText.of(view) : view.text(terminal.width()));
    return 0;
  }

  /** Names pictures that cannot be read before the sentence that counts them. */
  private DatasetReference identified(DatasetLocator locator) {
    try {
      return locator.identify(dataset);
    } catch (MenagerieException e) {
      if (e.getSuppressed().length > 0) {
        Stream.concat(Stream.ofNullable(e.getCause()), Stream.of(e.getSuppressed()))
            .map(each -> SafeText.terminal(String.valueOf(each.getMessage())))
            .forEach(sentence -> terminal.err().println(terminal.fitted(sentence)));
      }
      throw e;
    }
  }
}
