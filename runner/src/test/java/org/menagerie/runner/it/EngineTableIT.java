package org.menagerie.runner.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.api.network.Layers.avgPool;
import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.linear;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;
import static org.menagerie.api.network.Layers.residual;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.ChannelShuffle;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.GroupNorm;
import org.menagerie.api.network.JavaLayer;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerNorm;
import org.menagerie.api.network.PRelu;
import org.menagerie.engine.djl.block.BlockLayer;

/** The table of docs/engines.md that says which engine runs which layer. */
final class EngineTableIT {
  private static final List<Layer> BUILT_IN =
      List.of(
          relu(),
          globalAvgPool(),
          avgPool(2),
          batchNorm(),
          residual(relu()),
          new ChannelShuffle(2),
          conv2d(2, 3),
          dropout(0.5),
          flatten(),
          GroupNorm.of(2),
          LayerNorm.standard(),
          linear(2),
          maxPool(2),
          new PRelu(false));

  private static final List<Class<? extends Layer>> OF_PLUG_INS =
      List.of(Composite.class, JavaLayer.class, BlockLayer.class);

  @Test
  void hasEveryBuiltInLayer() {
    assertThat(BUILT_IN.stream().map(Object::getClass))
        .containsExactly(BuiltInLayer.class.getPermittedSubclasses());
  }

  @Test
  void saysWhatTheEnginesSay() {
    assertThat(Distribution.folder().resolve("docs/engines.md")).content().contains(table());
  }

  private static String table() {
    List<Engine> engines =
        Stream.of("vector", "pytorch", "mxnet").map(Installed.CATALOG.engines()::get).toList();
    StringBuilder table = new StringBuilder("| layer |");
    engines.forEach(engine -> table.append(" `").append(engine.name()).append("` |"));
    table.append("\n|---|").append("---|".repeat(engines.size())).append("\n");
    layers()
        .forEach(
            (name, layer) ->
                table.append(
                    engines.stream()
                        .map(engine -> engine.canRun(layer) ? "yes" : "no")
                        .collect(joining(" | ", "| `" + name + "` | ", " |\n"))));
    return table.toString();
  }

  private static Map<String, Layer> layers() {
    Map<String, Layer> layers = new LinkedHashMap<>();
    BUILT_IN.forEach(layer -> layers.put(layer.getClass().getSimpleName(), layer));
    OF_PLUG_INS.forEach(kind -> layers.put(kind.getSimpleName(), layer(kind)));
    return layers;
  }

  /** One of a plug-in, of which an engine asks no more than what interfaces answer themselves. */
  private static Layer layer(Class<? extends Layer> kind) {
    return kind.cast(
        Proxy.newProxyInstance(
            kind.getClassLoader(), new Class<?>[] {kind}, InvocationHandler::invokeDefault));
  }
}
