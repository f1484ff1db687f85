package org.menagerie.api.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Shape;

class TensorTest {

  @Test
  void refusesValuesThatDoNotFillItsShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tensor(new Shape(List.of(2, 3)), new float[5]))
        .withMessage("shape [2, 3] does not go with 5 values");
  }

  @Test
  void keepsItsPlaceInAMap() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("4.weight", tensor(4));
    tensors.put("0.weight", tensor(1));
    TensorMap map = new TensorMap(tensors);

    tensors.clear();

    assertThat(map.names()).containsExactly("4.weight", "0.weight");
    assertThat(map.asMap()).containsOnlyKeys("4.weight", "0.weight");
    assertThat(map.get("0.weight").values()).containsExactly(1f);
    assertThat(map.contains("0.weight")).isTrue();
    assertThat(map.contains("0.bias")).isFalse();
  }

  @Test
  void isMissedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TensorMap(Map.of("0.weight", tensor(1))).get("0.bias"))
        .withMessage("no tensor 0.bias among [0.weight]");
  }

  @Test
  void startsATrainingWithoutOptimizerState() {
    SessionState state = SessionState.initial(new TensorMap(Map.of("0.weight", tensor(1))));

    assertThat(state.weights().names()).containsExactly("0.weight");
    assertThat(state.optimizer().names()).isEmpty();
    assertThat(state.steps()).isZero();
  }

  @Test
  void mayBeShorterThanTheArraysOfABatch() {
    assertThat(Batch.of(new float[8], new int[4], 3).size()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batch.of(new float[8], new int[4], 5))
        .withMessage("arrays too short for a batch of 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batch.of(new float[8], new int[4], 0))
        .withMessage("a batch needs at least one image: 0");
  }

  private static Tensor tensor(float value) {
    return new Tensor(Shape.flat(1), new float[] {value});
  }
}
