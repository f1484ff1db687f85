package org.menagerie.cluster.spark;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.execution.cluster.Cluster;
import org.menagerie.execution.cluster.ClusterProvider;
import org.menagerie.execution.cluster.ClusterRequest;

/** Apache Spark, with the addresses that its {@code --master} takes. */
@AutoService(ClusterProvider.class)
public final class SparkProvider implements ClusterProvider {
  private static final List<String> STARTS = List.of("spark://", "local", "yarn", "k8s://");

  @Override
  public boolean takes(String master) {
    return STARTS.stream().anyMatch(master::startsWith);
  }

  @Override
  public String examples() {
    return "spark://host:7077, local[*], local-cluster[2,1,1024], yarn, k8s://https://host:6443";
  }

  @Override
  public void requireSoftware(Optional<Path> home) {
    var unused = SparkHome.find(home);
  }

  @Override
  public Cluster connect(ClusterRequest request) {
    return SparkCluster.connect(request, SparkHome.find(request.home()));
  }
}
