package org.menagerie.runner.importing;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.menagerie.runner.options.PluginOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code runner import}: a network that others have trained, for all commands that use one. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes over a network that was trained elsewhere, and tests it.",
      "",
      "  runner import lenet.safetensors --model classics/lenet5",
      "",
      "The names in the file are those of PyTorch's state_dict. After that, predict, evaluate,",
      "export, explain, demo and show take the network as they take a run. It was not trained",
      "here, and is in no report.",
      ""
    })
public final class ImportCommand implements Callable<Integer> {
  private final Provider<Importing> importing;
  private final PluginOptions plugins;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "Weights: a safetensors or ONNX file.")
  private Path file = Path.of("");

  @Mixin private ImportOptions options = new ImportOptions();

  @Inject
  ImportCommand(Provider<Importing> importing, PluginOptions plugins) {
    this.importing = importing;
    this.plugins = plugins;
  }

  @Override
  public Integer call() {
    options.modelFile().ifPresent(plugins::addModel);
    importing.get().run(file, options);
    return 0;
  }
}
