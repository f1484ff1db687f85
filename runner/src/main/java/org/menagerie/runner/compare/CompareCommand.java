package org.menagerie.runner.compare;

import static java.util.Objects.requireNonNull;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.options.PluginOptions;
import org.menagerie.runner.options.RecipeOptions;
import org.menagerie.runner.terminal.ErrorReporter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runner compare}: models by their trainings, or engines step by step. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Trains models with several seeds, and compares them.",
      "",
      "  runner compare --zoo mnistnet,progressive --engines pytorch,mxnet --seeds 5",
      "  runner compare experiment.yaml --jobs 2",
      "",
      "Every model is trained on every engine with every seed. What is finished in the",
      "output folder is not trained again, so the same command resumes where it was",
      "interrupted. Ctrl-C lets the running epochs finish; a second one stops at once.",
      "",
      "Settings with several numbers make a grid, every point of it a recipe:",
      "",
      "  runner compare --zoo progressive --set lr=0.01,0.03 --batch-size 32,64",
      "",
      "Several machines share the work if each trains its part with --shard:",
      "",
      "  runner compare experiment.yaml --shard 3/20 --out shard-3",
      "  runner report shard-*",
      "",
      "With --plan it trains nothing and tells from the finished runs how many seeds",
      "are enough:",
      "",
      "  runner compare experiment.yaml --plan --difference 0.1 --power 0.8",
      "",
      "With --parity it checks instead whether engines train one model alike, and shows",
      "where they first part:",
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
      "0:all runs are finished; the engines agree within the tolerance",
      "1:a run failed, or its result cannot be read; the engines part",
      "2:wrong usage",
      "130:stopped by Ctrl-C"
    })
public final class CompareCommand implements Callable<Integer> {
  /** Options of sweeps that a plan of their seeds knows nothing of. */
  private static final List<String> UNPLANNED = List.of("--folds", "--shard", "--watch");

  /**
   * Those of the report or of how to train, which change nothing in a plan. In a file they stand
   * for the sweep that is planned.
   */
  private static final List<String> UNPLANNED_IF_TYPED =
      List.of(
          "--until",
          "--max-seeds",
          "--metric",
          "--bootstrap",
          "--margin",
          "--threshold",
          "--cluster",
          "--cluster-home");

  private final Provider<ParityCheck> parityCheck;
  private final Provider<SweepRunner> comparison;
  private final Provider<SeedPlanning> seedPlanning;
  private final PluginOptions plugins;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = {
        "A YAML file whose keys are options below without their dashes;",
        "the command line overrides it."
      })
  private @Nullable Path file;

  @Mixin private ModelSelection models = new ModelSelection();
  @Mixin private CompareOptions shared = new CompareOptions();
  @Mixin private SweepOptions sweep = new SweepOptions();
  @Mixin private SeedPlanOptions seedPlan = new SeedPlanOptions();
  @Mixin private ParityOptions parity = new ParityOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Inject
  CompareCommand(
      Provider<ParityCheck> parityCheck,
      Provider<SweepRunner> comparison,
      Provider<SeedPlanning> seedPlanning,
      PluginOptions plugins) {
    this.parityCheck = parityCheck;
    this.comparison = comparison;
    this.seedPlanning = seedPlanning;
    this.plugins = plugins;
  }

  @Override
  public Integer call() {
    if (parity.asked()) {
      refuse("sweep", "does not go with --parity, which trains nothing to its end");
      refuse("seedPlan", "does not go with --parity, which knows no seeds");
      if (file != null) {
        throw refused("A file", "does not go with --parity, which trains nothing to its end");
      }
      models.files().forEach(plugins::addModel);
      return parityCheck.get().run(models, shared, parity) ? 0 : 1;
    }
    refuse("parity", "only goes with --parity");
    if (seedPlan.asked()) {
      refuseUnplanned(UNPLANNED_IF_TYPED);
    }
    if (file != null) {
      goOnWith(file);
    }
    models.files().forEach(plugins::addModel);
    if (seedPlan.asked()) {
      refuseUnplanned(UNPLANNED);
      seedPlanning.get().show(models, shared, sweep, seedPlan);
      return 0;
    }
    refuse("seedPlan", "only goes with --plan");
    return comparison.get().run(models, shared, sweep);
  }

  private void refuseUnplanned(List<String> options) {
    options.stream()
        .filter(option -> isTyped(spec.findOption(option)))
        .findFirst()
        .ifPresent(
            option -> {
              throw refused(option, "does not go with --plan, which counts seeds alone");
            });
  }

  /** Parses once more, what the file says before what was typed. */
  private void goOnWith(Path experiment) {
    List<String> arguments = new ArrayList<>();
    ExperimentFile.read(experiment, keys())
        .forEach(
            (key, values) ->
                values.stream()
                    .filter(value -> !isOverridden(key, value))
                    .forEach(value -> arguments.add("--" + key + "=" + value)));
    for (OptionSpec option : spec.options()) {
      option.originalStringValues().forEach(v -> arguments.add(option.longestName() + "=" + v));
    }
    try {
      spec.commandLine().parseArgs(arguments.toArray(String[]::new));
    } catch (CommandLine.ParameterException e) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "%s: %s.".formatted(experiment, ErrorReporter.plain(e)), e);
    }
  }

  private Stream<OptionSpec> options(String mixin) {
    return requireNonNull(spec.mixins().get(mixin)).options().stream();
  }

  /** The options that can stand in a file. */
  private List<String> keys() {
    return Stream.of("models", "shared", "sweep")
        .flatMap(this::options)
        .map(option -> option.longestName().substring(2))
        .filter(key -> !List.of("dry-run", "shard", "watch").contains(key))
        .toList();
  }

  /** Settings of the recipe add up; zoos and models are one choice; all else is replaced. */
  private boolean isOverridden(String key, String value) {
    Optional<String> setting =
        key.equals("set") ? Optional.of(settingIn(value)) : RecipeOptions.settingOf(key);
    if (setting.isPresent()) {
      return typedSettings().anyMatch(setting.get()::equals);
    }
    Stream<String> rivals =
        List.of("zoo", "model").contains(key) ? Stream.of("zoo", "model") : Stream.of(key);
    return rivals.map(rival -> spec.findOption("--" + rival)).anyMatch(this::isTyped);
  }

  /**
   * The keys of the recipe that are typed, whether with {@code --set} or an option of their own.
   */
  private Stream<String> typedSettings() {
    return Stream.concat(
        spec.findOption("--set").originalStringValues().stream().map(CompareCommand::settingIn),
        spec.options().stream()
            .filter(this::isTyped)
            .flatMap(
                option -> RecipeOptions.settingOf(option.longestName().substring(2)).stream()));
  }

  private static String settingIn(String keyAndValue) {
    return keyAndValue.replaceFirst("=.*", "").strip();
  }

  /** Refuses options that would change nothing: they are mistakes. */
  private void refuse(String mixin, String why) {
    Optional<OptionSpec> typed = options(mixin).filter(this::isTyped).findFirst();
    if (typed.isPresent()) {
      String name = typed.get().longestName();
      // Where other commands take one, a sweep takes several.
      boolean hasPlural = spec.findOption(name + "s") != null;
      throw refused(name, why + (hasPlural ? "; a sweep has " + name + "s" : ""));
    }
  }

  private static MenagerieException refused(String what, String why) {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, what + " " + why + ".");
  }

  private boolean isTyped(ArgSpec option) {
    return !option.originalStringValues().isEmpty();
  }
}
