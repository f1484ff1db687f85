package org.menagerie.runner.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RecipeOptionsTest {
  private static final Path DIRECTORY = Path.of("data");

  private static Optional<String> caution(String used, String... args) {
    RecipeOptions options = new RecipeOptions();
    new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options)).parseArgs(args);
    return options.caution(used, DIRECTORY);
  }

  @Test
  void cautionThatANamedDirectoryHasNoMnist() {
    assertThat(caution("digits", "--data-dir=data"))
        .hasValue(
            "MNIST is not in data, so the built-in digits are used; name a data set or its folder with --dataset.");
  }

  @Test
  void saysNothingWhereTheDigitsAreNoSurprise() {
    assertThat(caution("digits")).isEmpty();
    assertThat(caution("mnist", "--data-dir=data")).isEmpty();
    assertThat(caution("digits", "--data-dir=data", "--dataset=digits")).isEmpty();
  }
}
