package org.menagerie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedEpoch;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;

/** A definition that is wrong in one point fails in that point, with a sentence that helps. */
final class ZooContractTest {
  private static final String MODEL = "example/softmax: ";

  @Test
  void findsNothingToSayAgainstAGoodDefinition() {
    Map<String, String> outcomes = Held.to(new Definition());

    assertThat(outcomes.remove("service files name every model")).isNotEmpty();
    assertThat(outcomes).hasSize(12).allSatisfy((check, failure) -> assertThat(failure).isEmpty());
  }

  @Test
  void needsAModel() {
    // No service file is on this class path.
    assertThatThrownBy(() -> new ZooContract() {}.contract())
        .hasMessageStartingWith("No model was found: name each class in META-INF/services/");
  }

  @Test
  void wantsEveryModelNamedInAServiceFile() {
    assertThat(Held.to(new Definition()))
        .containsEntry(
            "service files name every model",
            "No service file names org.menagerie.testkit.Definition,"
                + " org.menagerie.testkit.ZooContractTest$Forgotten, but the runner finds only"
                + " what a line of META-INF/services/org.menagerie.api.model.ModelDefinition"
                + " names.");
  }

  /** Lies beside the definition on trial, and could be a model too. */
  public static final class Forgotten extends Definition {}

  @Test
  void refusesANameThatIsNone() {
    assertFails(
        new Definition() {
          @Override
          public String zoo() {
            return "My Zoo";
          }
        },
        "My Zoo/softmax: has names that fit into those of files",
        "zoo() gives \"My Zoo\", but names are made of lower-case letters, digits, '.', '_' and"
            + " '-', and begin with a letter or digit.");
  }

  @Test
  void refusesAnAnswerOfNull() {
    assertFails(
        new Definition() {
          @Override
          @SuppressWarnings("NullAway")
          public List<String> notes() {
            return nothing();
          }
        },
        MODEL + "answers every question",
        "notes() gives null; what there is none of is empty instead.");
  }

  @SuppressWarnings({"TypeParameterUnusedInFormals", "NullAway", "ReturnsNullCollection"})
  private static List<String> nothing() {
    return null;
  }

  @Test
  void refusesADescriptionThatListsHaveNoRoomFor() {
    assertFails(
        new Definition() {
          @Override
          public String description() {
            return "two\nlines";
          }
        },
        MODEL + "describes itself in one line",
        "description() has several lines, but lists have room for one: \"two\nlines\".");
  }

  @Test
  void refusesANetworkForOtherImages() {
    assertFails(
        withNetwork(Network.of(Shape.image(3, 32, 32), Layers.flatten(), Layers.linear(10))),
        MODEL + "goes from images to one logit for each class",
        "The network takes images [3, 32, 32], but those of digits are [1, 28, 28].");
  }

  @Test
  void refusesANetworkForOtherClasses() {
    assertFails(
        withNetwork(Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(2))),
        MODEL + "goes from images to one logit for each class",
        "The network gives [2], but digits has 10 classes and needs one logit for each: [10].");
  }

  @Test
  void refusesAWrongNumberOfParameters() {
    assertFails(
        new Definition() {
          @Override
          public OptionalLong statedParameters() {
            return OptionalLong.of(8_000);
          }
        },
        MODEL + "trains as many parameters as it states",
        "statedParameters() gives 8,000, but the network has 7,850.");
  }

  @Test
  void refusesAFamilyThatBuildsAnotherNetworkForItsOwnData() {
    assertFails(
        new Definition() {
          @Override
          public Network network(Shape images, int classes) {
            return Network.of(
                images, Layers.flatten(), Layers.linear(classes), Layers.linear(classes));
          }
        },
        MODEL + "is the same where it is built for its own data",
        "network() and network([1, 28, 28], 10) differ, but are about the same images and classes.");
  }

  @Test
  void refusesANetworkThatChanges() {
    int[] asked = {0};
    assertFails(
        new Definition() {
          @Override
          public Network network() {
            return Network.of(
                Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10 + asked[0]++));
          }
        },
        MODEL + "is the same each time it is asked",
        "network() gives another one each time.");
  }

  @Test
  void refusesFiguresThatCannotBeTrue() {
    String check = MODEL + "publishes figures that can be true";

    assertFails(
        withPublished(PublishedResult.ofBest("a book", 9_250)),
        check,
        "The published best test accuracy is 9250.0, but percentages are from 0 to 100.");
    assertFails(
        withPublished(PublishedResult.ofBest("a book", 92).withFinal(93)),
        check,
        "The published final test accuracy is 93.0, which is above the best, 92.0.");
    assertFails(
        withPublished(
            PublishedResult.ofBest("a book", 92)
                .withHistory(PublishedEpoch.ofTest(2, 91), PublishedEpoch.ofTest(1, 92))),
        check,
        "The published epoch 1 comes after epoch 2; epochs are counted from 1.");
    assertFails(
        new Definition() {
          @Override
          public List<Target> targets() {
            return List.of(Target.accuracy(110, "more than all"));
          }
        },
        check,
        "The target \"more than all\" is 110.0, but percentages are from 0 to 100.");
  }

  @Test
  void refusesRecipesThatNameWhatThereIsNot() {
    assertFails(
        withRecipe(Recipe.builder("default").schedule("stop(step_size=1)").build()),
        MODEL + "has a learning rate for every step",
        "There is no schedule \"stop\". Did you mean \"step\"?");
    assertFails(
        withRecipe(Recipe.builder("default").augmentations("rotation(angle=7)").build()),
        MODEL + "has augmentations that change images",
        "rotation has no argument \"angle\".");
    assertFails(
        withRecipe(Recipe.builder("default").augmentations("rotation(degrees=0)").build()),
        MODEL + "has augmentations that change images",
        "The recipe \"default\": rotation(degrees=0) changes none of 256 images.");
    assertFails(
        withRecipe(Recipe.builder("default").loss("focal").batchAugmentation("mixup").build()),
        MODEL + "has augmentations that change images",
        "The loss focal takes no soft labels, which mixup makes");
  }

  @Test
  void refusesTwoRecipesOfOneName() {
    Recipe recipe = Recipe.builder("default").build();
    assertFails(
        new Definition() {
          @Override
          public List<Recipe> recipes() {
            return List.of(recipe, recipe);
          }
        },
        MODEL + "has recipes of different names",
        "Two recipes are called \"default\".");
  }

  private static void assertFails(ModelDefinition model, String check, String sentence) {
    assertThat(Held.to(model)).containsKey(check);
    assertThat(Held.to(model).get(check)).startsWith(sentence);
  }

  private static ModelDefinition withNetwork(Network network) {
    return new Definition() {
      @Override
      public Network network() {
        return network;
      }
    };
  }

  private static ModelDefinition withPublished(PublishedResult published) {
    return new Definition() {
      @Override
      public Optional<PublishedResult> published() {
        return Optional.of(published);
      }
    };
  }

  private static ModelDefinition withRecipe(Recipe recipe) {
    return new Definition() {
      @Override
      public List<Recipe> recipes() {
        return List.of(recipe);
      }
    };
  }
}
