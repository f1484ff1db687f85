package org.menagerie.runner.explain;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.trained.RunChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner explain}: what a trained network sees in a picture. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draws what in a picture speaks for the class that a network takes it for.",
      "What its convolutions make of it, too; all in one PNG file.",
      "",
      "  runner explain last digit.png --output digit-explained.png",
      ""
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Provider<Explaining> explaining;

  @Mixin private RunChoice run = new RunChoice();

  @Parameters(index = "1", paramLabel = "IMAGE", description = "A PNG, JPEG, BMP or GIF file.")
  private Path image = Path.of("");

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The PNG file to write.")
  private Path output = Path.of("");

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Inject
  ExplainCommand(Provider<Explaining> explaining) {
    this.explaining = explaining;
  }

  @Override
  public Integer call() {
    explaining.get().run(run.folder(), run.best(), image, output, dataDirectory);
    return 0;
  }
}
