package org.menagerie.runner.train;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
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

  @Mixin private TrainOptions options = new TrainOptions();

  @Inject
  TrainCommand(Provider<Training> training) {
    this.training = training;
  }

  @Override
  public Integer call() {
    training.get().run(options);
    return 0;
  }
}
