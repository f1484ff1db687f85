package org.menagerie.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Activation;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.Layer;

final class ReferenceLayersTest {

  /** What is drawn by chance and what computes nothing have no numbers to be held to. */
  private static final List<Class<?>> WITHOUT = List.of(Dropout.class, Flatten.class);

  @Test
  void haveNumbersForEveryKindOfLayerAndActivation() {
    Set<Object> kinds = new HashSet<>();
    Reference.read("vocabulary/layers")
        .forEach(each -> kinds.add(kind(LayerDocuments.layer(each.get("document")))));

    assertThat(kinds)
        .containsAll(
            LayerNetworks.kinds()
                .map(ReferenceLayersTest::kind)
                .filter(kind -> !WITHOUT.contains(kind))
                .distinct()
                .toList());
  }

  private static Object kind(Layer layer) {
    return layer instanceof Activation activation ? activation.function() : layer.getClass();
  }
}
