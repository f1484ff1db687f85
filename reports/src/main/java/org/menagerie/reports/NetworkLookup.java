package org.menagerie.reports;

import java.util.Optional;
import org.menagerie.api.network.Network;
import org.menagerie.training.run.RunResult;

/** Finds the network that a stored run trained; its plug-in may no longer be installed. */
@FunctionalInterface
public interface NetworkLookup {
  /** Finds nothing. */
  NetworkLookup NONE = run -> Optional.empty();

  /** What is known by the run's name; whether it is that network is for others to check. */
  Optional<Network> find(RunResult run);
}
