package org.menagerie.reports.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.reports.ModelLookup;
import org.menagerie.reports.SampleRun;
import org.menagerie.reports.evidence.Reproduction.Position;
import org.menagerie.reports.evidence.Reproduction.Verdict;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.StopReason;

class FindingTest {
  private static final ModelLookup MODELS =
      SampleRun.knowing(PublishedResult.ofBest("its repository", 99.6).withFinal(99.3));

  private static SampleRun asTheModelSays() {
    return asTheModelSays("default");
  }

  private static SampleRun asTheModelSays(String recipe) {
    return new SampleRun().recipe(StopReason.ALL_EPOCHS, r -> r.name(recipe).epochs(15));
  }

  private static Finding finding(UnaryOperator<SampleRun> change) {
    RunResult run = change.apply(asTheModelSays()).epoch(98, 9_945).epoch(98, 9_930).result();
    return Finding.of(List.of(run), MODELS).get(0);
  }

  @Test
  void holdsEachFigureAgainstItsOwnProtocol() {
    Finding finding = finding(run -> run);

    Reproduction last = finding.reproduction(Protocol.FINAL).orElseThrow();
    Reproduction best = finding.reproduction(Protocol.BEST).orElseThrow();
    assertThat(last.published()).isEqualTo(99.3);
    assertThat(last.measurement().accuracy().mean()).isEqualTo(99.3);
    assertThat(last.position()).isEqualTo(Position.INSIDE);
    assertThat(best.published()).isEqualTo(99.6);
    assertThat(best.measurement().accuracy().mean()).isEqualTo(99.45);
    assertThat(best.position()).isEqualTo(Position.BELOW);
  }

  @Test
  void judgesOverThreeSeeds() {
    List<RunResult> runs =
        List.of(
            asTheModelSays().seed(1).epoch(98, 9_935).result(),
            asTheModelSays().seed(2).epoch(98, 9_936).result(),
            asTheModelSays().seed(3).epoch(98, 9_937).result());

    Finding finding = Finding.of(runs, MODELS).get(0);

    assertThat(finding.reproduction(Protocol.FINAL).map(Reproduction::verdict))
        .contains(Verdict.EXCEEDED);
    assertThat(finding.reproduction(Protocol.BEST).map(Reproduction::verdict))
        .contains(Verdict.NOT_REPRODUCED);
  }

  /** The best epochs of sources were chosen on the test set. */
  @Test
  void holdsNoFigureAgainstEpochsThatWereChosenOnValidationImages() {
    RunResult run = asTheModelSays().epoch(98, 9_945).epoch(98, 9_930).validated(9, 8).result();

    Finding finding = Finding.of(List.of(run), MODELS).get(0);

    assertThat(finding.published(Protocol.BEST)).isEmpty();
    assertThat(finding.published(Protocol.FINAL)).hasValue(99.3);
    assertThat(finding(plain -> plain).published(Protocol.BEST)).hasValue(99.6);
  }

  @Test
  void judgesNothingOnOtherData() {
    Finding finding = finding(run -> run.otherData("mnist"));

    assertThat(finding.publication().status()).isEqualTo(PublicationStatus.OTHER_DATA);
    assertThat(finding.published(Protocol.FINAL)).isEmpty();
    assertThat(finding.reproduction(Protocol.FINAL)).isEqualTo(Optional.empty());
  }

  @Test
  void judgesNothingOfAnUnknownModel() {
    Finding finding = finding(run -> run.model("gone", "net"));

    assertThat(finding.publication().status()).isEqualTo(PublicationStatus.MODEL_UNKNOWN);
    assertThat(finding.reproduction(Protocol.FINAL)).isEmpty();
  }

  @Test
  void judgesNoRunsWithChangedSettings() {
    Finding finding = finding(run -> run.recipe(StopReason.ALL_EPOCHS, r -> r.epochs(2)));

    assertThat(finding.published(Protocol.FINAL)).hasValue(99.3);
    assertThat(finding.reproduction(Protocol.FINAL)).isEmpty();
  }

  @Test
  void judgesNoRunsByARecipeThatTheModelDoesNotHave() {
    Finding finding = finding(run -> run.recipe(StopReason.ALL_EPOCHS, r -> r.name("mine")));

    assertThat(finding.reproduction(Protocol.FINAL)).isEmpty();
  }

  @Test
  void judgesNoRunsByARecipeThatThePublishedFiguresDoNotComeFrom() {
    ModelDefinition model =
        new ModelDefinition() {
          @Override
          public String zoo() {
            return "progressive";
          }

          @Override
          public String name() {
            return "model2";
          }

          @Override
          public String description() {
            return "for tests";
          }

          @Override
          public Network network() {
            return Network.of(Shape.image(1, 28, 28));
          }

          @Override
          public List<Recipe> recipes() {
            return List.of(Recipe.builder("published").build(), Recipe.builder("later").build());
          }

          @Override
          public Optional<PublishedResult> published() {
            return Optional.of(PublishedResult.ofBest("its repository", 99));
          }

          @Override
          public List<String> publishedRecipes() {
            return List.of("published");
          }
        };
    List<Finding> findings =
        Finding.of(
            Stream.of("published", "later")
                .map(name -> asTheModelSays(name).epoch(98, 9_930).result())
                .toList(),
            (zoo, name) -> Optional.of(model));

    assertThat(findings)
        .extracting(finding -> finding.reproduction(Protocol.BEST).isPresent())
        .containsExactly(true, false);
  }
}
