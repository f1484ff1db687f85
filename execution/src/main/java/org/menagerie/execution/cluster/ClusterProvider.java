package org.menagerie.execution.cluster;

import java.nio.file.Path;
import java.util.Optional;

/** A service: an engine that trains on other machines, known by the addresses that it takes. */
public interface ClusterProvider {

  /** Whether an address, such as {@code spark://host:7077}, is one of its kind. */
  boolean takes(String master);

  /** Examples of its addresses, for people. */
  String examples();

  /**
   * Checks that its software is here.
   *
   * @param home folder of the software; empty for the usual places
   * @throws org.menagerie.api.error.MenagerieException if it is not, with what to do then
   */
  void requireSoftware(Optional<Path> home);

  /**
   * Connects to a cluster, or starts one.
   *
   * @throws org.menagerie.api.error.MenagerieException if that fails
   */
  Cluster connect(ClusterRequest request);
}
