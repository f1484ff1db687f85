package org.menagerie.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
  private static final List<String> ZOOS =
      List.of("mnistnet", "model4", "model5", "pipeline", "progressive");

  @ParameterizedTest
  @CsvSource({
    "progresive, progressive",
    "Progressive, progressive",
    "pipelines, pipeline",
    "mnsitnet, mnistnet",
    "model6, model4",
    "modle5, model5"
  })
  void findsTheNearestName(String typed, String meant) {
    assertThat(DidYouMean.closest(typed, ZOOS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"sdg, sgd", "ste, step", "stpe, step", "steps, step"})
  void forgivesOneSlipInAShortName(String typed, String meant) {
    assertThat(DidYouMean.closest(typed, List.of("adam", "sgd", "step"))).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"resnet", "x", "mod"})
  void keepsQuietIfNothingIsNear(String typed) {
    assertThat(DidYouMean.closest(typed, ZOOS)).isEmpty();
    assertThat(DidYouMean.hint(typed, ZOOS)).isEmpty();
  }

  @Test
  void choosesTheFirstInTheAlphabetAmongEquals() {
    assertThat(DidYouMean.closest("model", List.of("model5", "model4"))).contains("model4");
  }

  @Test
  void asksInOneSentence() {
    assertThat(DidYouMean.hint("pipelin", ZOOS)).isEqualTo(" Did you mean \"pipeline\"?");
  }

  @ParameterizedTest
  @CsvSource({
    "betas, ' Did you mean \"beta1\" and \"beta2\"?'",
    "CosineAnnealingLR, ' Did you mean \"cosine\"?'",
    "StepLR, ' Did you mean \"step\"?'",
    "distortion_scale, ' Did you mean \"distortion\"?'",
    "l1, ''",
    "l2, ''"
  })
  void knowsWhatPyTorchCallsIt(String typed, String hint) {
    List<String> known = List.of("lr", "beta1", "beta2", "beta3", "cosine", "step", "distortion");
    assertThat(DidYouMean.hint(typed, known)).isEqualTo(hint);
  }
}
