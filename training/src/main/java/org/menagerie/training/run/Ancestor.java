package org.menagerie.training.run;

import static java.util.Objects.requireNonNull;

/**
 * A finished run whose epochs another one took over as its own first ones: the two differ in
 * nothing but the number of epochs.
 *
 * @param run its name, which ends in its spec's hash
 * @param epochs that were taken over, all that it has
 */
public record Ancestor(String run, int epochs) {
  public Ancestor {
    requireNonNull(run, "run is null");
  }
}
