package org.menagerie.execution.cluster;

import java.nio.file.Path;

/** A service: folders of runs that are elsewhere, such as on object storage. */
public interface RemoteStorage {

  /**
   * Copies what says something of runs: specifications, results and shards, no checkpoints.
   *
   * @param uri of a folder of runs, such as {@code s3a://bucket/runs}
   * @param target the folder to make of it
   * @throws org.menagerie.api.error.MenagerieException if that fails, or its software is not here,
   *     with what to do then
   */
  void bring(String uri, Path target);
}
