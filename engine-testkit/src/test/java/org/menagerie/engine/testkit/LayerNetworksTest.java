package org.menagerie.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.LayerSummary;

final class LayerNetworksTest {

  @Test
  void tryEveryKindOfLayer() {
    assertThat(LayerNetworks.kinds().map(layer -> layer.getClass().getName()))
        .containsAll(
            Stream.of(BuiltInLayer.class.getPermittedSubclasses()).map(Class::getName).toList());
  }

  @Test
  void haveTheLayerInThem() {
    assertThat(LayerNetworks.kinds())
        .allSatisfy(
            layer ->
                assertThat(new LayerNetworks().visit(layer).summary().layers())
                    .extracting(LayerSummary::layer)
                    .contains(layer));
  }

  @Test
  void areAllInTheNetworkOfEveryLayer() {
    assertThat(
            Samples.everyLayer().summary().layers().stream()
                .map(layer -> layer.layer().getClass().getName()))
        .containsAll(
            LayerNetworks.kinds().map(layer -> layer.getClass().getName()).distinct().toList());
  }
}
