package org.menagerie.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is expected of a convolution of ones. That it is asked for, {@link ConvolutionIT} sees. */
class ConvolutionCheckTest {
  private final ConvolutionCheck.Case ones = new ConvolutionCheck.Case(2, 5, 4);

  @Test
  void knowsEachOutput() {
    float[] output = new float[8 * 5 * 2 * 2];
    Arrays.fill(output, 2 * 3 * 3);
    assertThat(ones.isOutput(output)).isTrue();
    assertThat(ones.isOutput(new float[0])).isFalse();
    output[159] = Float.NaN;
    assertThat(ones.isOutput(output)).isFalse();
  }

  @Test
  void knowsEachGradient() {
    float[] uses = {1, 2, 2, 1, 2, 4, 4, 2, 2, 4, 4, 2, 1, 2, 2, 1};
    float[] gradient = new float[8 * 2 * 4 * 4];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = 5 * uses[i % 16];
    }
    assertThat(ones.isGradient(gradient)).isTrue();
    assertThat(ones.isGradient(new float[0])).isFalse();
    gradient[255] = 10;
    assertThat(ones.isGradient(gradient)).isFalse();
  }
}
