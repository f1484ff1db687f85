package org.menagerie.training.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;

class CatalogTest {
  private static final Catalog CATALOG = Catalog.installed();

  @Test
  void findsWhatIsInstalledByKind() {
    assertThat(CATALOG.of(OptimizerFactory.class).names()).contains("adam", "muon", "sgd");
    assertThat(CATALOG.of(LossFactory.class).names()).contains("cross_entropy", "mse");
    assertThat(CATALOG.of(Schedule.class).names()).contains("constant", "one_cycle");
    assertThat(CATALOG.models()).isEmpty();
  }

  @Test
  void refusesKindsThatThereAreNot() {
    assertThatThrownBy(() -> CATALOG.of(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class java.lang.String is no kind of service");
  }

  @Test
  void writesWhatMeansTheSameInOneWay() {
    Recipe sloppy =
        Recipe.builder("r")
            .optimizer("sgd(momentum=0.90, lr=1e-2)")
            .loss("cross_entropy(label_smoothing=0.10)")
            .build();

    assertThat(CATALOG.canonical(sloppy))
        .isEqualTo(Recipe.builder("r").labelSmoothing(0.1).build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sdg(lr=0.1) | cross_entropy | There is no optimizer \"sdg\". Did you mean \"sgd\"? Available: adadelta, adagrad, adam, adamax, adamw, lion, muon, nadam, radam, rmsprop, sgd.",
        "sgd(lr=0) | cross_entropy | The learning rate must be a number above 0, not 0.0.",
        "sgd(lr=0.1, momentm=0.9) | cross_entropy | sgd has no argument \"momentm\". Did you mean \"momentum\"? It takes lr, momentum=0.0, dampening=0.0, weight_decay=0.0, decay_norms=true, l1=0.0, nesterov=false.",
        "adam(nesterov=true) | cross_entropy | adam has no argument \"nesterov\". It takes lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0, decay_norms=true, l1=0.0, amsgrad=false.",
        "adam | MSELoss | There is no loss \"MSELoss\". Did you mean \"mse\"? Available: binary_cross_entropy, cross_entropy, distillation, focal, mse, multi_margin.",
        "adam | cross_entropy(label_smoothing=1) | The label smoothing must be from 0 to below 1, not 1.0.",
        "adam | cross_entropy(weights=1) | cross_entropy has no argument \"weights\". Did you mean \"weight\"? It takes label_smoothing=0.0, weight=none."
      },
      quoteCharacter = '`')
  void refusesInASentence(String optimizer, String loss, String sentence) {
    Recipe recipe = Recipe.builder("r").optimizer(optimizer).loss(loss).build();

    assertThatThrownBy(() -> CATALOG.canonical(recipe))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(sentence);
  }
}
