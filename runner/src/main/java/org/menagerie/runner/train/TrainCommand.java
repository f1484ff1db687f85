package org.menagerie.runner.train;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.menagerie.runner.options.PluginOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code runner train}: one training; also the command that is meant where none is named. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a model.",
      "",
      "  runner train --zoo progressive --model model2",
      "  runner --zoo progressive --model model2             the same",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:success", "1:the run failed", "2:wrong usage"})
public final class TrainCommand implements Callable<Integer> {
  private final Provider<Training> training;
  private final PluginOptions plugins;

  @Mixin private TrainOptions options = new TrainOptions();

  @Inject
  TrainCommand(Provider<Training> training, PluginOptions plugins) {
    this.training = training;
    this.plugins = plugins;
  }

  @Override
  public Integer call() {
    options.modelFile().ifPresent(plugins::addModel);
    training.get().run(options);
    return 0;
  }
}
