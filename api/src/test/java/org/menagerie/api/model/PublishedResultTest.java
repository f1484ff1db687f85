package org.menagerie.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

class PublishedResultTest {

  @Test
  void keepsBestAndFinalApart() {
    PublishedResult best = PublishedResult.ofBest("a paper", 99.4);

    assertThat(best.bestTestAccuracy()).hasValue(99.4);
    assertThat(best.finalTestAccuracy()).isEmpty();
    assertThat(best.withFinal(99.1))
        .isEqualTo(
            new PublishedResult(
                "a paper",
                OptionalDouble.of(99.4),
                OptionalDouble.of(99.1),
                OptionalDouble.empty(),
                List.of(),
                ""));
    assertThat(PublishedResult.ofFinal("a paper", 99.1).bestTestAccuracy()).isEmpty();
    assertThat(PublishedResult.ofFinal("a paper", 99.1).finalTestAccuracy()).hasValue(99.1);
  }

  @Test
  void collectsWhatIsKnown() {
    PublishedResult result =
        PublishedResult.ofBest("a paper", 99.4)
            .withTrain(98)
            .withHistory(PublishedEpoch.of(1, 69.17, 96.19), PublishedEpoch.ofTest(2, 97))
            .withNote("seed 42");

    assertThat(result.trainAccuracy()).hasValue(98);
    assertThat(result.history()).extracting(PublishedEpoch::epoch).containsExactly(1, 2);
    assertThat(result.note()).isEqualTo("seed 42");
    assertThat(result.bestTestAccuracy()).hasValue(99.4);
  }

  @Test
  void leavesOpenWhatAnEpochDoesNotTell() {
    assertThat(PublishedEpoch.ofTest(3, 97).withTestLoss(0.1))
        .isEqualTo(
            new PublishedEpoch(
                3,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(0.1),
                OptionalDouble.of(97)));
    assertThat(PublishedEpoch.of(3, 90, 97).withTrainLoss(0.3))
        .isEqualTo(
            new PublishedEpoch(
                3,
                OptionalDouble.of(0.3),
                OptionalDouble.of(90),
                OptionalDouble.empty(),
                OptionalDouble.of(97)));
  }

  @Test
  void combinesWhatATargetAsksFor() {
    assertThat(Target.accuracy(99.4, "small and good").withMaxParameters(8_000).withinEpochs(15))
        .isEqualTo(
            new Target(
                OptionalDouble.of(99.4),
                OptionalLong.of(8_000),
                OptionalInt.of(15),
                "small and good"));
    assertThat(Target.parameters(8_000, "small").testAccuracy()).isEmpty();
  }

  @Test
  void asksLittleOfADefinition() {
    ModelDefinition smallest = new SmallestModel();

    assertThat(smallest.recipes()).containsExactly(Recipe.builder("default").build());
    assertThat(smallest.statedParameters()).isEmpty();
    assertThat(smallest.published()).isEmpty();
    assertThat(smallest.targets()).isEmpty();
    assertThat(smallest.notes()).isEmpty();
  }

  private static final class SmallestModel implements ModelDefinition {
    @Override
    public String zoo() {
      return "test";
    }

    @Override
    public String name() {
      return "smallest";
    }

    @Override
    public String description() {
      return "Nothing at all";
    }

    @Override
    public Network network() {
      return Network.of(Shape.flat(10));
    }
  }
}
