package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.ImageTransform;

/** Against what torchvision 0.14 computed; see {@code reference/auto_augment.py}. */
class AutoAugmentTest {
  private static final Resampling RESAMPLING = new Resampling(Interpolation.NEAREST, (byte) 3);

  /** One operation at one step of a scale on one image. */
  record Case(JsonNode node, Shape shape, byte[] image) {
    @Override
    public String toString() {
      return "%s %s, bin %s of %s, sign %s, %s"
          .formatted(
              node.get("policy").asText(),
              operation(),
              node.get("bin"),
              node.get("bins"),
              node.get("sign"),
              shape);
    }

    AutoOperation operation() {
      return AutoOperation.values()[node.get("op").asInt()];
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> all = new ArrayList<>();
    try (InputStream in =
        AutoAugmentTest.class.getResourceAsStream("/reference/auto-augment.json")) {
      JsonNode file = new ObjectMapper().readTree(in);
      for (JsonNode node : file.get("cases")) {
        JsonNode image = file.get("images").get(node.get("image").asText());
        JsonNode shape = image.get("shape");
        all.add(
            new Case(
                node,
                Shape.image(shape.get(0).asInt(), shape.get(1).asInt(), shape.get(2).asInt()),
                levels(image.get("levels"))));
      }
    }
    return all;
  }

  @Test
  void everyOperationIsAmongTheCases() throws IOException {
    Set<AutoOperation> seen = EnumSet.noneOf(AutoOperation.class);
    cases().forEach(c -> seen.add(c.operation()));
    assertThat(seen).containsExactly(AutoOperation.values());
  }

  /** PyTorch adds up its scale on vectors, whose size may change the last bit. */
  @ParameterizedTest
  @MethodSource("cases")
  void scalesAreThoseOfTorchvision(Case c) {
    double expected = c.node.get("magnitude").asDouble();

    double magnitude =
        Magnitudes.valueOf(c.node.get("policy").asText())
            .of(c.operation(), c.node.get("bin").asInt(), c.node.get("bins").asInt(), c.shape);

    assertThat(magnitude).isCloseTo(expected, within(1.5 * Math.ulp((float) expected)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void operationsComputeWhatTorchvisionComputes(Case c) {
    double magnitude = c.node.get("sign").asInt() * c.node.get("magnitude").asDouble();
    byte[] target = new byte[c.image.length];

    c.operation().of(magnitude, RESAMPLING, c.shape).apply(c.image, target, c.shape);

    assertThat(target).isEqualTo(levels(c.node.get("output")));
  }

  /** All that can be drawn is drawn, and nothing else. */
  @Test
  void trivialAugmentDrawsOneOperationOfAnyStrength() {
    Shape shape = Shape.image(3, 5, 6);
    byte[] image = AugmentationsTest.noise(shape, 3);
    Set<List<Byte>> possible = possible(Magnitudes.TRIVIAL_AUGMENT_WIDE, shape, image, 0, 1, 2, 3);

    assertThat(drawn("trivial_augment_wide(num_magnitude_bins=4, fill=3)", shape, image))
        .isEqualTo(possible);
  }

  @Test
  void randAugmentDrawsAnyOperationOfOneStrength() {
    Shape shape = Shape.image(3, 5, 6);
    byte[] image = AugmentationsTest.noise(shape, 3);
    Set<List<Byte>> possible = possible(Magnitudes.RAND_AUGMENT, shape, image, 2);

    assertThat(
            drawn(
                "rand_augment(num_ops=1, magnitude=2, num_magnitude_bins=4, fill=3)", shape, image))
        .isEqualTo(possible);
  }

  @Test
  void randAugmentAppliesItsOperationsInARow() {
    Shape shape = Shape.image(3, 5, 6);
    byte[] image = AugmentationsTest.noise(shape, 3);
    ImageTransform one = RecipeText.transform("rand_augment(num_ops=1)");
    byte[] once = new byte[image.length];
    byte[] twice = new byte[image.length];
    byte[] both = new byte[image.length];
    RandomStream random = RandomStream.ofSeed(8);
    one.apply(image, once, shape, random);
    one.apply(once, twice, shape, random);

    RecipeText.transform("rand_augment()").apply(image, both, shape, RandomStream.ofSeed(8));

    assertThat(both).isEqualTo(twice).isNotEqualTo(once);
  }

  private static Set<List<Byte>> drawn(String text, Shape shape, byte[] image) {
    ImageTransform transform = RecipeText.transform(text);
    Set<List<Byte>> results = new HashSet<>();
    RandomStream random = RandomStream.ofSeed(4);
    byte[] target = new byte[image.length];
    for (int i = 0; i < 5_000; i++) {
      transform.apply(image, target, shape, random);
      results.add(listOf(target));
    }
    return results;
  }

  private static Set<List<Byte>> possible(
      Magnitudes magnitudes, Shape shape, byte[] image, int... bins) {
    Set<List<Byte>> results = new HashSet<>();
    for (AutoOperation operation : AutoOperation.values()) {
      for (int bin : bins) {
        double magnitude = magnitudes.of(operation, bin, 4, shape);
        boolean isSigned = operation.strength() == AutoOperation.Strength.SIGNED;
        for (int sign = isSigned ? -1 : 1; sign <= 1; sign += 2) {
          byte[] target = new byte[image.length];
          operation.of(sign * magnitude, RESAMPLING, shape).apply(image, target, shape);
          results.add(listOf(target));
        }
      }
    }
    return results;
  }

  private static List<Byte> listOf(byte[] image) {
    return IntStream.range(0, image.length).mapToObj(i -> image[i]).toList();
  }

  private static byte[] levels(JsonNode array) {
    byte[] levels = new byte[array.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) array.get(i).asInt();
    }
    return levels;
  }
}
