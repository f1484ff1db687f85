package org.menagerie.api.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.fuzz.Refusal;

/** Whatever is typed for a component is read as what it says, or refused in a sentence. */
class ComponentFuzzTest {
  @Test
  void readsOrRefusesComponents() {
    Fuzz.from(
            bytes("sgd(lr=0.01, momentum=0.9)"),
            bytes("warm_up(epochs=2, start=0.1, then=cosine(eta_min=0.001))"),
            bytes("affine(degrees=(-7.0, 7.0), translate=(0.1,), fill=0)"))
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              try {
                Component component = Component.parse(new String(input, UTF_8));
                assertThat(Component.parse(component.toString())).isEqualTo(component);
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
              }
            });
  }

  @Test
  void readsOrRefusesLists() {
    Fuzz.from(
            bytes("rotation(degrees=7), erasing(p=0.2), elastic"),
            bytes("random_apply(of=rotation(degrees=7), p=0.5)"),
            bytes("none"))
        .inputs(2_000, 100_000)
        .feed(
            input -> {
              try {
                List<Component> components = Component.parseList(new String(input, UTF_8));
                assertThat(components).allMatch(component -> !component.name().isBlank());
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
              }
            });
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    String nested = "random_apply(of=".repeat(20_000) + "erasing" + ")".repeat(20_000);
    assertThatThrownBy(() -> Component.parse(nested))
        .isInstanceOf(MenagerieException.class)
        .hasMessageContaining("its parentheses are nested more than 20 deep");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
