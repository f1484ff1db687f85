package org.menagerie.runner.command;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.util.concurrent.Callable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code runner compare}: what engines make of one model. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Checks whether engines train a model alike, and shows where they first part.",
      "",
      "  runner compare --parity --zoo progressive --model model3",
      "",
      "Each engine takes the same first steps: the same weights to begin with, the",
      "same batches, dropout off. At each step the running statistics, loss, gradients",
      "and parameters of every engine are held against the first one's, and at the end",
      "its answers on the first 256 test images.",
      "",
      "Deviations are relative, those of tensors in Euclidean norm: a loss to the",
      "larger of the two (below 1: absolute), a gradient and the answers to the larger",
      "norm, a parameter or running statistic to how far it has moved since the start.",
      "Where that is next to nothing it is a hundredth of the largest of its kind, or",
      "for what moves a thousandth of its own norm. An engine named twice shows",
      "whether it repeats itself.",
      ""
    },
    exitCodeList = {
      "0:the engines agree within the tolerance",
      "1:they part, or a run failed",
      "2:wrong usage"
    })
final class CompareCommand implements Callable<Integer> {
  private final Provider<ParityCheck> parityCheck;

  @Option(
      names = "--parity",
      description = "Compare engines step by step; there is no other comparison yet.")
  private boolean parity;

  @Mixin private ModelChoice model = new ModelChoice();
  @Mixin private ParityOptions options = new ParityOptions();

  @Inject
  CompareCommand(Provider<ParityCheck> parityCheck) {
    this.parityCheck = parityCheck;
  }

  @Override
  public Integer call() {
    if (!parity) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Say what to compare: --parity compares engines step by step, and is all there is yet.");
    }
    return parityCheck.get().run(model, options) ? 0 : 1;
  }
}
