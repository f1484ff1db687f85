package org.menagerie.runner.command;

import java.nio.file.Path;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.run.RunSpec;

/** What a run is made of, for people. */
final class RunText {
  private RunText() {}

  static String threads(RunSpec spec) {
    return spec.threads() + (spec.threads() == 1 ? " thread" : " threads");
  }

  /** A line on the data set, and why it is this one if nobody asked for it. */
  static String data(RunSpec spec, boolean askedFor, Path dataDirectory) {
    String why =
        spec.dataset().equals(DatasetLocator.ALWAYS_THERE) && !askedFor
            ? " (built in; MNIST is not in %s, see \"runner data fetch mnist\")"
                .formatted(dataDirectory)
            : "";
    return "Data set: " + spec.dataset() + why;
  }
}
