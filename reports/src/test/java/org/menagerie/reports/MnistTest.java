package org.menagerie.reports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MnistTest {
  @Test
  void isRecognisedByItsTestImagesWhateverItIsCalled() {
    assertThat(Mnist.isDataOf(new SampleRun().mnistCalled("/data/x").epoch(99, 9_900).result()))
        .isTrue();
  }

  @Test
  void isNotRecognisedByName() {
    assertThat(Mnist.isDataOf(new SampleRun().otherData("mnist").epoch(99, 9_900).result()))
        .isFalse();
  }
}
