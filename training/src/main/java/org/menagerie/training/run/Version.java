package org.menagerie.training.run;

import java.util.Optional;

/** The version of this software. */
public final class Version {
  private Version() {}

  /** From the jar's manifest; {@code development} when run from classes. */
  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
