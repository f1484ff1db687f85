package org.menagerie.execution.cluster;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.execution.worker.WorkerHost;
import org.menagerie.training.run.RunFolder;

/** The kinds of clusters that service files name. */
public final class Clusters {
  /** No cluster: this machine. */
  public static final Cluster HERE =
      new Cluster() {
        @Override
        public Process start(
            ProcessBuilder command,
            Optional<UnaryOperator<String>> order,
            Engine engine,
            RunFolder folder)
            throws IOException {
          return WorkerHost.HERE.start(command, order, engine, folder);
        }

        @Override
        public void close() {}
      };

  private Clusters() {}

  /**
   * Connects to a cluster of whatever kind its address says.
   *
   * @throws MenagerieException if no kind takes the address, or it cannot be connected to
   */
  public static Cluster connect(ClusterRequest request) {
    return provider(request.master()).connect(request);
  }

  /**
   * The kind of cluster that takes an address.
   *
   * @throws MenagerieException if there is none
   */
  public static ClusterProvider provider(String master) {
    List<ClusterProvider> all =
        ServiceLoader.load(ClusterProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return all.stream()
        .filter(provider -> provider.takes(master))
        .findFirst()
        .orElseThrow(
            () ->
                new MenagerieException(
                    ErrorCode.INVALID_ARGUMENT,
                    "There is no kind of cluster that takes the address \"%s\"; addresses are such as %s."
                        .formatted(
                            master,
                            all.stream().map(ClusterProvider::examples).collect(joining(", ")))));
  }
}
