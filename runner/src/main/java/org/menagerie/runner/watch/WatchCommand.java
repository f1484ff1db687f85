package org.menagerie.runner.watch;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code runner watch}: runs on a page that changes while they are trained. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows runs on a page that changes while they are trained.",
      "Prints the page's address, which leads to this machine only; Ctrl-C ends it.",
      "",
      "  runner watch",
      "  runner watch runs/sweep-0123abcd --margin 0.1",
      "",
      "The page has what is running, waiting and failed, the time left, curves, settings",
      "beside accuracies, and the verdict so far on each pair of models, by intervals",
      "that hold however often one looks. It trains nothing itself.",
      "",
      "With --control whoever opens the whole address, with its token, can have a run",
      "stop when its epoch is trained, and resume one: this command trains it then.",
      ""
    },
    exitCodeList = {"0:ended by Ctrl-C", "1:there can be no page", "2:wrong usage"})
public final class WatchCommand implements Callable<Integer> {
  private static final double ALL_POINTS = 100;

  private final Provider<Watching> watching;
  private final Locations locations;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = {
        "Run folders, folders that hold run folders, or folders of sweeps (default:",
        "runs)."
      })
  private List<Path> directories = List.of();

  @Option(
      names = "--margin",
      paramLabel = "POINTS",
      description = {
        "Percentage points of accuracy that do not matter, such as 0.1: pairs can be",
        "equivalent."
      })
  private @Nullable Double margin;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The port of the page (default: any that is free).")
  private int port;

  @Option(
      names = "--control",
      description = "Let the page stop and resume runs, if it is opened with the token.")
  private boolean control;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Inject
  WatchCommand(Provider<Watching> watching, Locations locations) {
    this.watching = watching;
    this.locations = locations;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (margin != null && !(margin > 0 && margin <= ALL_POINTS)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--margin must be percentage points above 0 and up to 100, such as 0.1, not %s."
              .formatted(margin));
    }
    watching
        .get()
        .run(
            directories,
            dataDirectory.existing(locations.dataDirectory()),
            margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin),
            port,
            control);
    return 0;
  }
}
