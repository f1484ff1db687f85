package org.menagerie.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.ImageTransform;

/** The fixed changes against what torchvision computed; see {@code reference/torchvision.py}. */
class TorchvisionAgreementTest {

  /** What a case was computed from; its name keeps failures readable. */
  record Case(String name, JsonNode node, Shape shape, JsonNode pixels) {
    @Override
    public String toString() {
      return name;
    }

    double number(String key) {
      return node.get(key).asDouble();
    }

    double number(String key, int index) {
      return node.get(key).get(index).asDouble();
    }

    Resampling resampling() {
      return new Resampling(
          Interpolation.named(node.get("interpolation").asText()), (byte) node.get("fill").asInt());
    }

    byte[] image() {
      return levels(pixels);
    }

    byte[] expected() {
      return levels(node.get("output"));
    }
  }

  static Stream<Case> common() throws IOException {
    JsonNode file = read("augmentations.json");
    return cases(file).map(node -> named(node, Shape.image(1, 28, 28), file.get("input")));
  }

  static Stream<Case> rotate() throws IOException {
    return own("rotate");
  }

  static Stream<Case> affine() throws IOException {
    return own("affine");
  }

  static Stream<Case> perspective() throws IOException {
    return own("perspective");
  }

  static Stream<Case> centerCrop() throws IOException {
    return own("center_crop");
  }

  static Stream<Case> elastic() throws IOException {
    return own("elastic");
  }

  @ParameterizedTest
  @MethodSource("common")
  void drawsTheCommonReferenceCases(Case c) {
    int width = c.shape.width();
    int height = c.shape.height();
    AffineMatrix matrix =
        c.node.get("op").asText().equals("rotate")
            ? AffineMatrix.rotation(c.number("angle_degrees"), width, height)
            : AffineMatrix.undoing(
                new AffineParameters(
                    c.number("angle_degrees"),
                    (int) c.number("translate_pixels", 0),
                    (int) c.number("translate_pixels", 1),
                    c.number("scale"),
                    0,
                    0),
                width,
                height);
    assertThat(warped(c, matrix)).isEqualTo(c.expected());
  }

  @ParameterizedTest
  @MethodSource("rotate")
  void rotates(Case c) {
    AffineMatrix matrix =
        AffineMatrix.rotation(c.number("degrees"), c.shape.width(), c.shape.height());
    assertThat(warped(c, matrix)).isEqualTo(c.expected());
  }

  @ParameterizedTest
  @MethodSource("affine")
  void shiftsScalesAndShears(Case c) {
    AffineParameters parameters =
        new AffineParameters(
            c.number("degrees"),
            (int) c.number("translate", 0),
            (int) c.number("translate", 1),
            c.number("scale"),
            c.number("shear", 0),
            c.number("shear", 1));
    AffineMatrix matrix = AffineMatrix.undoing(parameters, c.shape.width(), c.shape.height());
    assertThat(warped(c, matrix)).isEqualTo(c.expected());
  }

  @ParameterizedTest
  @MethodSource("perspective")
  void solvesForThePerspective(Case c) {
    PerspectiveCoefficients solved =
        PerspectiveCoefficients.between(
            Corners.of(c.shape.width(), c.shape.height()), corners(c.node.get("corners")));
    PerspectiveCoefficients expected = coefficients(c);
    assertThat(solved.a()).isCloseTo(expected.a(), within(1e-4));
    assertThat(solved.b()).isCloseTo(expected.b(), within(1e-4));
    assertThat(solved.c()).isCloseTo(expected.c(), within(1e-4));
    assertThat(solved.d()).isCloseTo(expected.d(), within(1e-4));
    assertThat(solved.e()).isCloseTo(expected.e(), within(1e-4));
    assertThat(solved.f()).isCloseTo(expected.f(), within(1e-4));
    assertThat(solved.g()).isCloseTo(expected.g(), within(1e-5));
    assertThat(solved.h()).isCloseTo(expected.h(), within(1e-5));
  }

  @ParameterizedTest
  @MethodSource("perspective")
  void drawsThePerspective(Case c) {
    byte[] target = new byte[c.image().length];
    PerspectiveWarp.apply(coefficients(c), c.resampling(), c.image(), target, c.shape);
    assertThat(target).isEqualTo(c.expected());
  }

  @ParameterizedTest
  @MethodSource("centerCrop")
  void enlargesTheMiddle(Case c) {
    ImageTransform transform =
        RecipeText.transform("center_crop(size=%d)".formatted((int) c.number("size")));
    byte[] target = new byte[c.image().length];
    transform.apply(c.image(), target, c.shape, RandomStream.ofSeed(1));
    assertThat(target).isEqualTo(c.expected());
  }

  @ParameterizedTest
  @MethodSource("elastic")
  void bendsTheImage(Case c) {
    ImageTransform transform =
        RecipeText.transform(
            "elastic(alpha=%s, sigma=%s)".formatted(c.number("alpha"), c.number("sigma")));
    byte[] target = new byte[c.image().length];
    transform.apply(c.image(), target, c.shape, RandomStream.ofSeed((long) c.number("seed")));
    byte[] expected = c.expected();
    for (int i = 0; i < target.length; i++) {
      // torchvision computes in single precision.
      assertThat(target[i] & 0xFF).isCloseTo(expected[i] & 0xFF, within(1));
    }
  }

  private static byte[] warped(Case c, AffineMatrix matrix) {
    byte[] target = new byte[c.image().length];
    AffineWarp.apply(matrix, c.resampling(), c.image(), target, c.shape);
    return target;
  }

  private static Corners corners(JsonNode xy) {
    List<Integer> v = stream(xy).map(JsonNode::asInt).toList();
    return new Corners(
        new Corners.Point(v.get(0), v.get(1)),
        new Corners.Point(v.get(2), v.get(3)),
        new Corners.Point(v.get(4), v.get(5)),
        new Corners.Point(v.get(6), v.get(7)));
  }

  private static PerspectiveCoefficients coefficients(Case c) {
    double[] v = stream(c.node.get("coefficients")).mapToDouble(JsonNode::asDouble).toArray();
    return new PerspectiveCoefficients(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
  }

  private static Stream<Case> own(String op) throws IOException {
    JsonNode file = read("torchvision.json");
    return cases(file)
        .filter(node -> node.get("op").asText().equals(op))
        .map(
            node -> {
              JsonNode image = file.get("images").get(node.get("image").asText());
              Shape shape = Shape.image(1, image.get("height").asInt(), image.get("width").asInt());
              return named(node, shape, image.get("levels"));
            });
  }

  private static Case named(JsonNode node, Shape shape, JsonNode pixels) {
    String text = node.toString();
    return new Case(text.substring(0, Math.min(text.length(), 120)), node, shape, pixels);
  }

  private static Stream<JsonNode> cases(JsonNode file) {
    return stream(file.get("cases"));
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static byte[] levels(JsonNode array) {
    byte[] levels = new byte[array.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) array.get(i).asInt();
    }
    return levels;
  }

  private static JsonNode read(String name) throws IOException {
    try (InputStream in =
        TorchvisionAgreementTest.class.getResourceAsStream("/reference/" + name)) {
      return new ObjectMapper().readTree(in);
    }
  }
}
