package org.menagerie.export.quantize;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.inference.SampleNetworks;

class QuantizedPlanTest {
  @Test
  void refusesNumbersThatNoLevelsCover() {
    TrainedNetwork sound = SampleNetworks.all().findFirst().orElseThrow();
    Map<String, Tensor> huge = new LinkedHashMap<>();
    sound
        .weights()
        .asMap()
        .forEach(
            (name, tensor) -> {
              float[] values = tensor.values().clone();
              Arrays.fill(values, 3e38f);
              huge.put(name, new Tensor(tensor.shape(), values));
            });
    TrainedNetwork diverged =
        TrainedNetwork.builder(sound.name(), sound.network(), new TensorMap(huge), sound.classes())
            .normalization(sound.normalization())
            .build();

    assertThatThrownBy(() -> QuantizedPlan.of(diverged, SampleNetworks.pixels(sound, 3)))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Shown training images, the network computes numbers from ")
        .hasMessageEndingWith(
            ", which 256 levels do not cover: export 32-bit floats, or another run.")
        .extracting(e -> ((MenagerieException) e).code())
        .isEqualTo(ErrorCode.RUN_FAILED);
  }
}
