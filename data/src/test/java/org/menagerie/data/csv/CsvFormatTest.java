package org.menagerie.data.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.data.digits.Digits;
import org.menagerie.data.own.Fingerprint;
import org.menagerie.fuzz.Fuzz;
import org.menagerie.fuzz.Refusal;

class CsvFormatTest {
  private static final CsvFormat FORMAT = new CsvFormat();

  @TempDir private Path folder;

  private static Dataset read(Path path, String component) {
    return FORMAT.read(path, Arguments.of(Component.parse(component), FORMAT.parameters()));
  }

  private Dataset read(String text) throws IOException {
    return read(text, "csv(test=0.5)");
  }

  private Dataset read(String text, String component) throws IOException {
    return read(Files.writeString(folder.resolve("set.csv"), text), component);
  }

  private static int[] pixels(ImageSet images, int index) {
    byte[] pixels = new byte[images.imageLength()];
    images.copyImage(index, pixels);
    int[] levels = new int[pixels.length];
    Arrays.setAll(levels, i -> Byte.toUnsignedInt(pixels[i]));
    return levels;
  }

  /** All images, those to train on first. */
  private static String all(Dataset dataset) {
    StringBuilder text = new StringBuilder();
    for (ImageSet part : new ImageSet[] {dataset.train(), dataset.test()}) {
      for (int i = 0; i < part.size(); i++) {
        text.append(part.label(i)).append(Arrays.toString(pixels(part, i))).append(' ');
      }
    }
    return text.toString().strip();
  }

  /** As Kaggle has them. */
  private static String text(ImageSet images) {
    StringBuilder text = new StringBuilder("label");
    for (int i = 0; i < images.imageLength(); i++) {
      text.append(",pixel").append(i);
    }
    for (int i = 0; i < images.size(); i++) {
      text.append('\n').append(images.label(i));
      for (int level : pixels(images, i)) {
        text.append(',').append(level);
      }
    }
    return text.append('\n').toString();
  }

  @Test
  void givesTheBytesOfASetThatWasWrittenAsCsv() throws IOException {
    Dataset digits = Digits.draw();
    ImageSet train = digits.train().first(200);
    ImageSet test = digits.test().first(50);
    Files.writeString(folder.resolve("mnist_train.csv"), text(train));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("mnist_test.csv.gz")))) {
      out.write(text(test).getBytes(UTF_8));
    }

    Dataset read = read(folder, "csv");

    assertThat(FORMAT.recognises(folder)).isTrue();
    assertThat(Fingerprint.of(read.train())).isEqualTo(Fingerprint.of(train));
    assertThat(Fingerprint.of(read.test())).isEqualTo(Fingerprint.of(test));
    assertThat(read.classes()).isEqualTo(10);
    assertThat(read.notes()).isEmpty();
  }

  /** Rows of a label and four pixels, in all ways that people write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "label,a,b,c,d/0,9,2,3,4/1,5,6,7,8",
        "0,9,2,3,4/1,5,6,7,4",
        "9,2,3,4,0/9,5,6,4,1",
        "9;2;3;4;0/9;5;6;4;1",
        "a,b,c,d,class/9,2,3,4,0/5,6,7,8,1",
        ",label,p0,p1,p2,p3/0,0,9,2,3,4/1,1,5,6,7,8",
        "id,p0,p1,p2,p3,Label/7,9,2,3,4,0/8,5,6,7,8,1",
        "`\"label\",\"a\",\"b\",\"c\",\"d\"/\"0\",\"9\",\"2\", 3 ,4.0//1,5,6,7,8`",
        "x1,x2,x3,x4,kind/9,2,3,4,cat/5,6,7,8,dog",
      })
  void findsTheLabel(String text) throws IOException {
    List<String> lines = Stream.of(text.split("/")).filter(line -> !line.isEmpty()).toList();
    List<String> rows = lines.subList(lines.size() - 2, lines.size());

    Dataset dataset =
        read(String.join("\n", lines) + "\n\n" + String.join("\n", rows), "csv(test=0.5)");

    assertThat(dataset.classes()).isEqualTo(2);
    assertThat(dataset.train().shape()).isEqualTo(Shape.image(1, 2, 2));
    assertThat(pixels(dataset.train(), 0)).contains(9, 2, 3);
    assertThat(dataset.train().label(0)).isZero();
  }

  @Test
  void asksForTheLabelWhereNothingTells() throws IOException {
    String text = "0,3,4,5,1\n1,5,6,7,0\n0,1,1,1,1\n1,1,1,1,0\n";
    assertThatThrownBy(() -> read(text))
        .hasMessage(
            "%1$s does not tell which column is the label: say --dataset 'csv(path=%1$s, label=first)', label=last, or the column's name.",
            folder.resolve("set.csv"));
    assertThat(all(read(text, "csv(label=first, test=0.5)")))
        .contains("0[1, 1, 1, 1]", "1[1, 1, 1, 0]", "0[3, 4, 5, 1]", "1[5, 6, 7, 0]");
  }

  @Test
  void namesClassesThatAreWords() throws IOException {
    Dataset dataset = read("pixel,kind\n1,dog\n2,Cat\n3,dog\n4,Cat\n");
    assertThat(dataset.classNames()).containsExactly("Cat", "dog");
  }

  @Test
  void takesTheLargestLevelForWhiteWhereThatIsUsual() throws IOException {
    String ones = "label,p\n0,0\n0,1\n1,1\n1,0\n";
    assertThat(all(read(ones))).contains("[255]").contains("[0]");
    assertThat(read(ones).notes()).contains("Levels go up to 1, which is taken for white.");
    String fractions = "label,p\n0,0\n0,0.5\n1,1\n1,0.25\n";
    assertThat(all(read(fractions, "csv(max=1, test=0.5)"))).contains("[128]", "[255]", "[64]");
    assertThatThrownBy(() -> read(fractions))
        .hasMessage(
            "%1$s has \"0.5\" in line 3, column 2 (p), where a whole number from 0 to 255 is expected: if 1 is white, say --dataset 'csv(path=%1$s, max=1)'.",
            folder.resolve("set.csv"));
  }

  /** The form of scikit-learn's digits.csv.gz: 64 levels from 0 to 16, then the label. */
  @Test
  void takesSixteenForWhiteInDigitsOfScikitLearn() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 4; row++) {
      text.append("0.0,16.0,8.0")
          .append(",0.0".repeat(61))
          .append(',')
          .append(row % 2)
          .append('\n');
    }
    Dataset dataset = read(text.toString());
    assertThat(dataset.train().shape()).isEqualTo(Shape.image(1, 8, 8));
    assertThat(pixels(dataset.train(), 0)).startsWith(0, 255, 128, 0);
  }

  @Test
  void readsColoursByChannelsOrByPixels() throws IOException {
    String row = "\n%d,1,2,3,4,5,6,7,8,9,10,11,12".repeat(2).formatted(0, 0);
    String text = "label,a,b,c,d,e,f,g,h,i,j,k,l" + row;
    assertThat(pixels(read(text).train(), 0))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    assertThat(read(text).train().shape()).isEqualTo(Shape.image(3, 2, 2));
    assertThat(pixels(read(text, "csv(layout=hwc)").train(), 0))
        .containsExactly(1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12);
    assertThat(read(text, "csv(shape=(1, 3, 4))").train().shape()).isEqualTo(Shape.image(1, 3, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "label,a/0,1/1,2,3 | has 3 columns in line 3, where the first row has 2",
        "label,a/0,1/1 | has 1 columns in line 3, where the first row has 2",
        "label,a/0,NaN | has \"NaN\" in line 2, column 2 (a), where a whole number from 0 to 255 is expected",
        "label,a/0, | has \"\" in line 2, column 2 (a), where a whole number from 0 to 255 is expected",
        "label,a/0,256 | has \"256\" in line 2, column 2 (a), where a whole number from 0 to 255 is expected",
        "label,a/0,-1 | has \"-1\" in line 2, column 2 (a), where a whole number from 0 to 255 is expected",
        "label,a/0,1/,2 | has no label in line 3",
        "label,a/0,1/70000,2 | has the label 70000 in line 3: classes are counted from 0, and there are 2 images",
        "label,a | has no row but that of names",
        "label,a,b/0,1,2/1,2,3 | has 2 pixels in a row, which are no square image, grey or in colour: say their shape, as in --dataset 'csv(path=FILE, shape=(1, HEIGHT, WIDTH))'",
        "a/0/1 | has 1 columns: a label and levels of pixels are expected",
      })
  void refusesRowsByTheirLines(String text, String what) throws IOException {
    Path file = folder.resolve("set.csv");
    assertThatThrownBy(() -> read(text.replace('/', '\n')))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("%s %s.", file, what.replace("FILE", file.toString()));
  }

  @Test
  void refusesKagglesTestSetThatHasNoLabels() throws IOException {
    Path train = Files.writeString(folder.resolve("train.csv"), "label,p\n0,1\n1,2\n");
    Path test = Files.writeString(folder.resolve("test.csv"), "p\n1\n2\n");
    assertThatThrownBy(() -> read(folder, "csv"))
        .hasMessage(
            "%s has a column less than %2$s, the labels, it seems: name %2$s alone, of which a part is then held out.",
            test, train);

    Files.writeString(test, "label,q\n0,1\n");
    assertThatThrownBy(() -> read(folder, "csv"))
        .hasMessage("%s has other columns than %s.", test, train);
  }

  /** Four hundred million zeros in some hundred kilobytes, all in one row. */
  @Test
  void endsRowsThatDoNotEnd() throws IOException {
    Path file = folder.resolve("bomb.csv.gz");
    byte[] zeros = "0,".repeat(500_000).getBytes(UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 400; i++) {
        out.write(zeros);
      }
    }
    assertThatThrownBy(() -> read(file, "csv"))
        .hasMessage(file + " is no sound CSV file (a row of more than 4,000,000 characters).");
  }

  @Test
  void takesTheColumnThatIsAskedForAsLabel() throws IOException {
    String text = "a,b,c" + "\n0,8,1\n1,8,0".repeat(2);
    assertThat(all(read(text, "csv(label=last, shape=(1, 1, 2), test=0.5)")))
        .contains("1[0, 8]", "0[1, 8]");
    assertThat(all(read(text, "csv(label=a, shape=(1, 1, 2), test=0.5)")))
        .contains("0[8, 1]", "1[8, 0]");
    assertThatThrownBy(() -> read(text, "csv(label=d)"))
        .hasMessage("%s has no column called \"d\".", folder.resolve("set.csv"));
  }

  /** The other of the two outer columns is a pixel: one that never changes, or has gaps. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,7,0/5,7,1   | 0[0, 7] 1[5, 7]",
        "0,7,0/1,7,5   | 0[7, 0] 1[7, 5]",
        "1,7,3/2,7,9   | 1[7, 3] 2[7, 9]",
        "2,7,0/3,7,1   | 0[2, 7] 1[3, 7]",
        "4,7,1/4,7,0   | 1[4, 7] 0[4, 7]",
        "0.5,7,1/1,7,0 | ",
      })
  void knowsLabelsByTheirNumbers(String rows, String images) throws IOException {
    String text = "a,b,c/" + rows + "/" + rows;
    if (images == null) {
      assertThatThrownBy(() -> read(text.replace('/', '\n'), "csv(shape=(1, 1, 2), test=0.5)"))
          .hasMessageContaining("has \"0.5\" in line 2, column 1 (a), where");
    } else {
      Dataset dataset = read(text.replace('/', '\n'), "csv(shape=(1, 1, 2), test=0.5)");
      assertThat(all(dataset)).contains(images.split("(?<=]) "));
    }
  }

  @Test
  void takesARowOfAsManyWordsAsNumbersForAnImage() throws IOException {
    Dataset dataset = read("cat,5\ndog,6\ncat,7\ndog,8\n");
    assertThat(dataset.classNames()).containsExactly("cat", "dog");
    assertThat(dataset.train().size() + dataset.test().size()).isEqualTo(4);
  }

  @Test
  void scalesLevelsToTheWhiteThatIsAskedFor() throws IOException {
    String text = "label,p\n0,0\n0,1\n1,8\n1,2.5\n";
    assertThat(all(read(text, "csv(max=8, test=0.5)"))).contains("[32]", "[255]", "[80]", "[0]");
    assertThatThrownBy(() -> read(text, "csv(max=0)")).hasMessageContaining("a positive number");
    assertThatThrownBy(() -> read(text, "csv(max=2)"))
        .hasMessageEndingWith("column 2 (p), where a number from 0 to 2 is expected.");
    assertThatThrownBy(() -> read(text, "csv(max=0.5)"))
        .hasMessageEndingWith("column 2 (p), where a number from 0 to 0.5 is expected.");
  }

  /** Whether it is stored with the others or first looked at as a label. */
  @Test
  void namesTheColumnOfWhatIsNoLevel() throws IOException {
    Path file = folder.resolve("set.csv");
    assertThatThrownBy(() -> read("0,5,x\n", "csv(label=first)"))
        .hasMessageStartingWith(file + " has \"x\" in line 1, column 3, where");
    assertThatThrownBy(() -> read("300,5,5,5,cat\n1,5,5,5,dog\n", "csv"))
        .hasMessageStartingWith(file + " has \"300\" in line 1, column 1, where");
    assertThatThrownBy(() -> read("cat,5,5,5,1\ndog,5,5,5,300\n", "csv"))
        .hasMessageStartingWith(file + " has \"300\" in line 2, column 5, where");
  }

  @Test
  void shortensWhatItQuotes() throws IOException {
    String thirty = "x".repeat(30);
    assertThatThrownBy(() -> read("label,p\n0," + thirty + "\n"))
        .hasMessageContaining(" has \"" + thirty + "\" in line 2, ");
    assertThatThrownBy(() -> read("label,p\n0," + thirty + "yz\n"))
        .hasMessageContaining(" has \"" + thirty + "...\" in line 2, ");
  }

  @Test
  void separatesByCommasWhereOthersAreNoMore() throws IOException {
    assertThat(all(read("label,a;b" + "\n0,5\n1,6".repeat(2)))).contains("0[5]", "1[6]");
  }

  @Test
  void doesNotCountTheNumberOfARowAsAPixel() {
    assertThatThrownBy(() -> read("id,label\n7,0\n8,1\n"))
        .hasMessage(
            "%s has 2 columns: a label and levels of pixels are expected.",
            folder.resolve("set.csv"));
  }

  /** The limit is one of a row: together they are longer. */
  @Test
  void readsLongRows() throws IOException {
    String row = ",5".repeat(1_050_000);
    Dataset dataset =
        read(
            "0" + row + "\n1" + row + "\n0" + row + "\n",
            "csv(label=first, shape=(1, 1, 1050000))");
    assertThat(dataset.train().size() + dataset.test().size()).isEqualTo(3);
    assertThat(pixels(dataset.train(), 0)).containsOnly(5);
  }

  @Test
  void recognisesFilesByTheirNames() throws IOException {
    assertThat(FORMAT.recognises(Files.writeString(folder.resolve("A.CSV.gz"), ""))).isTrue();
    assertThat(FORMAT.recognises(Files.writeString(folder.resolve("a.txt"), ""))).isFalse();
    assertThat(FORMAT.recognises(folder)).isFalse();
    assertThatThrownBy(() -> read(folder, "csv"))
        .hasMessage(
            "%s has no CSV files called train: there must be one, such as train.csv.", folder);
    for (String name : List.of("a-train.csv", "b-train.csv")) {
      Files.writeString(folder.resolve(name), "label,p\n0,1\n1,2\n");
    }
    assertThat(FORMAT.recognises(folder)).isTrue();
    assertThatThrownBy(() -> read(folder, "csv"))
        .hasMessage(
            "%s has several CSV files called train: there must be one, such as train.csv.", folder);
  }

  @Test
  void hasTheClassesOfItsTestSetToo() throws IOException {
    Files.writeString(folder.resolve("train.csv"), "label,p\n0,1\n1,2\n");
    Files.writeString(folder.resolve("test.csv"), "label,p\n4,1\n");
    assertThat(read(folder, "csv").classes()).isEqualTo(5);
  }

  @Test
  void refusesAWordAmongTheLabelsOfATestSetOfNumbers() throws IOException {
    Files.writeString(folder.resolve("train.csv"), "label,p\n0,1\n1,2\n");
    Path test = Files.writeString(folder.resolve("test.csv"), "label,p\n0,1\ncat,2\n");
    assertThatThrownBy(() -> read(folder, "csv"))
        .hasMessage("%s has the label \"cat\" in line 3, which no row to train on has.", test);
  }

  @Test
  @Tag(Fuzz.TAG)
  void readsOrRefusesFiles() throws IOException {
    Path file = folder.resolve("fuzzed.csv");
    byte[] named = text(Digits.draw().test().first(4)).getBytes(UTF_8);
    byte[] small = "label,a,b,c,d\n0,1,2,3,4\n1,\"5\",6,7,8\n0,9,9,9,9\n".getBytes(UTF_8);
    byte[] last = "1,2,3,4,0\n1,5,6,7,1\n1,5,6,7,1\n".getBytes(UTF_8);
    Fuzz.from(small, last, small, last, named)
        .inputs(800, 80_000)
        .feed(
            input -> {
              Files.write(file, input);
              try {
                Dataset read = read(file, "csv");
                assertThat(read.train().size()).isPositive();
                assertThat(read.classes()).isLessThan(260);
              } catch (MenagerieException e) {
                Refusal.requireSentence(e, input);
                assertThat(e.getMessage()).contains(file.toString());
              }
            });
  }
}
