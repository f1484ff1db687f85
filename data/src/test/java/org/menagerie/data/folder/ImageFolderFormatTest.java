package org.menagerie.data.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.menagerie.data.folder.TestPictures.colour;
import static org.menagerie.data.folder.TestPictures.encoded;
import static org.menagerie.data.folder.TestPictures.grey;
import static org.menagerie.data.folder.TestPictures.write;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.data.digits.Digits;

class ImageFolderFormatTest {
  @TempDir private Path home;

  private Dataset read() {
    return read("images");
  }

  private Dataset read(String component) {
    ImageFolderFormat format = new ImageFolderFormat();
    return format.read(home, Arguments.of(Component.parse(component), format.parameters()));
  }

  private static int[] pixels(ImageSet images, int index) {
    byte[] pixels = new byte[images.imageLength()];
    images.copyImage(index, pixels);
    int[] levels = new int[pixels.length];
    Arrays.setAll(levels, i -> Byte.toUnsignedInt(pixels[i]));
    return levels;
  }

  /** What a file is read as, in a set of that alone. */
  private int[] pixelsOf(BufferedImage image, String format) throws IOException {
    return pixelsOf(encoded(image, format), "images");
  }

  private int[] pixelsOf(byte[] file, String component) throws IOException {
    write(home.resolve("train/a/1.png"), file);
    write(home.resolve("test/a/1.png"), file);
    return pixels(read(component).train(), 0);
  }

  @Test
  void readsTrainAndTestByClass() throws IOException {
    write(home.resolve("train/cat/2.png"), grey(2, 1, 2), "png");
    write(home.resolve("train/cat/10.png"), grey(2, 3, 4), "png");
    write(home.resolve("train/Dog/x.png"), grey(2, 5, 6), "png");
    write(home.resolve("test/cat/1.png"), grey(2, 7, 8), "png");

    Dataset dataset = read();

    // In byte order, capitals first, and 10 before 2.
    assertThat(dataset.classNames()).containsExactly("Dog", "cat");
    assertThat(dataset.name()).isEqualTo(home.getFileName().toString());
    assertThat(dataset.train().shape()).isEqualTo(Shape.image(1, 1, 2));
    assertThat(pixels(dataset.train(), 0)).containsExactly(5, 6);
    assertThat(pixels(dataset.train(), 1)).containsExactly(3, 4);
    assertThat(pixels(dataset.train(), 2)).containsExactly(1, 2);
    assertThat(dataset.train().label(0)).isZero();
    assertThat(dataset.test().label(0)).isEqualTo(1);
    assertThat(dataset.notes()).isEmpty();
  }

  @Test
  void givesTheBytesOfASetThatWasWrittenAsPngFiles() throws IOException {
    Dataset digits = Digits.draw();
    ImageSet train = digits.train().first(200);
    ImageSet test = digits.test().first(50);
    write(home.resolve("train"), train);
    write(home.resolve("test"), test);

    Dataset read = read();

    assertThat(read.classes()).isEqualTo(10);
    assertSameByClass(read.train(), train);
    assertSameByClass(read.test(), test);
  }

  /** Class by class, and in each in the old order. */
  private static void assertSameByClass(ImageSet read, ImageSet written) {
    int next = 0;
    for (int label = 0; label < 10; label++) {
      for (int i = 0; i < written.size(); i++) {
        if (written.label(i) == label) {
          assertThat(read.label(next)).isEqualTo(label);
          assertThat(pixels(read, next++)).isEqualTo(pixels(written, i));
        }
      }
    }
    assertThat(read.size()).isEqualTo(next);
  }

  @Test
  void holdsOutTheSameShareOfEveryClass() throws IOException {
    for (int i = 0; i < 10; i++) {
      write(home.resolve("a/%d.png".formatted(i)), grey(1, i), "png");
      write(home.resolve("b/%d.png".formatted(i)), grey(1, 100 + i), "png");
    }
    write(home.resolve("c/only.png"), grey(1, 200), "png");

    Dataset dataset = read();

    assertThat(dataset.train().size()).isEqualTo(17);
    assertThat(dataset.test().size()).isEqualTo(4);
    assertThat(dataset.notes())
        .containsExactly(
            "There is no test set, so that 20 % of each class are held out for testing, the same in every run.");
    assertThat(read().checksums()).isEqualTo(dataset.checksums());
    assertThat(read("images(test=0.5)").test().size()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void readsLosslessFormatsToTheBit(String format) throws IOException {
    int[] colours = {0xff0000, 0x00ff00, 0x0000ff, 0xffffff};
    assertThat(pixelsOf(colour(2, colours), format))
        .containsExactly(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255);
  }

  @Test
  void readsGifFilesToTheBit() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
    image.setRGB(0, 0, 0xffff0000);
    image.setRGB(1, 0, 0xff00ffff);
    assertThat(pixelsOf(image, "gif")).containsExactly(255, 0, 0, 255, 0, 255);
  }

  @Test
  void takesGreyLevelsAsTheyAreStored() throws IOException {
    assertThat(pixelsOf(grey(3, 0, 77, 255), "png")).containsExactly(0, 77, 255);
    assertThat(pixelsOf(grey(3, 0, 77, 255), "bmp")).containsExactly(0, 77, 255);
    BufferedImage wide = new BufferedImage(4, 1, BufferedImage.TYPE_USHORT_GRAY);
    wide.getRaster().setPixels(0, 0, 4, 1, new int[] {0, 128, 129, 65535});
    // 128 / 257 is nearer to 0 and 129 / 257 nearer to 1.
    assertThat(pixelsOf(wide, "png")).containsExactly(0, 0, 1, 255);
    BufferedImage bits = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    bits.setRGB(1, 0, 0xffffff);
    assertThat(pixelsOf(bits, "png")).containsExactly(0, 255);
  }

  @Test
  void takesAPaletteOfGreysForGrey() throws IOException {
    byte[] levels = {10, (byte) 200};
    IndexColorModel greys = new IndexColorModel(1, 2, levels, levels, levels);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, greys);
    image.getRaster().setPixels(0, 0, 2, 1, new int[] {1, 0});

    assertThat(pixelsOf(image, "png")).containsExactly(200, 10);
  }

  @Test
  void putsTransparentPicturesOnWhite() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 3, 1, new int[] {0x00000000, 0xff000000, 0x80ff0000}, 0, 3);

    assertThat(pixelsOf(image, "png")).containsExactly(255, 0, 255, 255, 0, 127, 255, 0, 127);
  }

  @Test
  void hasColoursIfAnyPictureHas() throws IOException {
    write(home.resolve("train/a/1.png"), grey(1, 50), "png");
    write(home.resolve("train/a/2.png"), colour(1, 0x102030), "png");
    write(home.resolve("test/a/1.png"), grey(1, 60), "png");

    assertThat(pixels(read().train(), 0)).containsExactly(50, 50, 50);
    assertThat(pixels(read().train(), 1)).containsExactly(0x10, 0x20, 0x30);
    // Pillow's convert("L").
    assertThat(pixels(read("images(channels=1)").train(), 1)).containsExactly(29);
  }

  /** Stored as 1 2 3 / 4 5 6; what is seen is what Pillow's exif_transpose gives. */
  @ParameterizedTest
  @CsvSource({
    "1, 3, 1 2 3 4 5 6",
    "2, 3, 3 2 1 6 5 4",
    "3, 3, 6 5 4 3 2 1",
    "4, 3, 4 5 6 1 2 3",
    "5, 2, 1 4 2 5 3 6",
    "6, 2, 4 1 5 2 6 3",
    "7, 2, 6 3 5 2 4 1",
    "8, 2, 3 6 2 5 1 4"
  })
  void turnsPicturesUpright(int value, int width, String seen) throws IOException {
    // Blocks of 8x8, which JPEG keeps apart.
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 24; x++) {
        image.getRaster().setSample(x, y, 0, 40 * (1 + x / 8 + 3 * (y / 8)));
      }
    }
    byte[] jpeg = encoded(image, "jpeg");
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0MM".getBytes(UTF_8));
    exif.putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) value);
    ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 36);
    turned.put(jpeg, 0, 2).put(exif.array()).put(jpeg, 2, jpeg.length - 2);

    int[] pixels = pixelsOf(turned.array(), "images");

    StringBuilder blocks = new StringBuilder();
    for (int y = 4; y < pixels.length / (8 * width); y += 8) {
      for (int x = 4; x < 8 * width; x += 8) {
        blocks.append(Math.round(pixels[y * 8 * width + x] / 40f)).append(' ');
      }
    }
    assertThat(blocks.toString().strip()).isEqualTo(seen);
  }

  @Test
  void resizesToTheSizeOfMost() throws IOException {
    write(home.resolve("train/a/1.png"), grey(4, 0, 0, 100, 100), "png");
    write(home.resolve("train/a/2.png"), grey(2, 1, 2), "png");
    write(home.resolve("test/a/1.png"), grey(2, 3, 4), "png");

    Dataset dataset = read();

    assertThat(dataset.train().shape()).isEqualTo(Shape.image(1, 1, 2));
    // Weights 3/8 3/8 3/16 1/16, as Pillow's bilinear filter has them, where a pixel is left out.
    assertThat(pixels(dataset.train(), 0)).containsExactly(14, 86);
    assertThat(dataset.notes())
        .containsExactly(
            "1 of 3 images have another size than 1x2 and are resized to it (2 sizes).");
    assertThat(read("images(size=(1, 4))").train().shape()).isEqualTo(Shape.image(1, 1, 4));
    assertThat(read("images(size=3)").train().shape()).isEqualTo(Shape.image(1, 3, 3));
    assertThatThrownBy(() -> read("images(size=0)"))
        .hasMessage(
            "images: \"size\" must be a number of pixels, or a pair (height, width) of them, not 0.");
  }

  @Test
  void saysWhatItLeavesOut() throws IOException {
    write(home.resolve("train/a/1.png"), grey(1, 1), "png");
    write(home.resolve("train/a/notes.txt"), new byte[1]);
    write(home.resolve("train/a/.DS_Store"), new byte[1]);
    write(home.resolve("train/.cache/1.png"), new byte[1]);
    write(home.resolve("test/a/1.png"), grey(1, 1), "png");

    assertThat(read().notes()).containsExactly("1 file is no image by its name, and is left out.");
  }

  /** In the size of most others. */
  @Test
  void bringsImagesForValidationBesideThoseToTestOn() throws IOException {
    write(home.resolve("train/a/1.png"), grey(1, 1), "png");
    write(home.resolve("train/b/1.png"), grey(1, 2), "png");
    write(home.resolve("test/b/1.png"), grey(1, 3), "png");
    write(home.resolve("Validation/b/1.png"), grey(2, 7, 7), "png");

    Dataset dataset = read();
    ImageSet validation = dataset.validation().orElseThrow();
    assertThat(pixels(validation, 0)).containsExactly(7);
    assertThat(validation.label(0)).isEqualTo(1);
    assertThat(pixels(dataset.test(), 0)).containsExactly(3);
    assertThat(dataset.notes()).isEmpty();

    write(home.resolve("Validation/c/1.png"), grey(1, 1), "png");
    assertRefused(home.resolve("Validation/c"), "is no class to train on: those are a, b");
  }

  @Test
  void testsOnAFolderOfValidationImagesWhereThereIsNoOther() throws IOException {
    write(home.resolve("train/a/1.png"), grey(1, 1), "png");
    write(home.resolve("val/a/1.png"), grey(1, 9), "png");

    assertThat(pixels(read().test(), 0)).containsExactly(9);
    assertThat(read().notes())
        .containsExactly("There is no folder test: images in val are tested on.");
    assertThat(read().validation()).isEmpty();
  }

  private void assertRefused(Path file, String what) {
    assertThatThrownBy(this::read)
        .isInstanceOf(MenagerieException.class)
        .hasMessage("%s %s.", file, what);
  }

  private Path withOne(byte[] file) throws IOException {
    write(home.resolve("a/good.png"), grey(1, 1), "png");
    return write(home.resolve("a/wrong.png"), file);
  }

  @Test
  void refusesWhatIsNoPicture() throws IOException {
    assertRefused(withOne(new byte[0]), "is empty: replace it, or remove it");
    assertRefused(
        withOne("<html>".getBytes(UTF_8)),
        "is a web page, not a picture: replace it, or remove it");
    assertRefused(
        withOne("something".getBytes(UTF_8)),
        "is no PNG, JPEG, BMP or GIF file: replace it, or remove it");
  }

  /** 8x8 pixels in CMYK, by Pillow; a file for printers is not damaged. */
  @Test
  void refusesOtherColoursThanGreyAndRgb() throws IOException {
    byte[] cmyk =
        Base64.getDecoder()
            .decode(
                "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwCgbniMeGSgjIKMtKqgvvD///Dc3PD/////////////////////"
                    + "/////////////////////////////////////8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABQAAQAA"
                    + "AAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oADgRDAE0AWQBLAAA/AGGUj//Z");

    assertRefused(
        withOne(cmyk),
        "is a JPEG file of colours that are not read (it has 4 channels): convert it to grey or RGB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void refusesPicturesThatAreCutOff(String format) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      image.setRGB(i % 64, i / 64, i * i * 2654435);
    }
    byte[] whole = encoded(image, format);
    Path file = withOne(Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(this::read)
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("%s is a damaged %s file", file, format.toUpperCase())
        .hasMessageMatching(".* file( \\([A-Za-z][^()]*[^().]\\))?: replace it, or remove it\\.")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void refusesAPictureThatSaysItIsHuge() throws IOException {
    byte[] png = encoded(grey(1, 1), "png");
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 60_000).putInt(20, 60_000);
    CRC32 check = new CRC32();
    check.update(png, 12, 17);
    header.putInt(29, (int) check.getValue());

    assertRefused(
        withOne(png),
        "says that it has 60000 x 60000 pixels, where up to 24,000,000 are read: make it smaller, or remove it");
  }

  @Test
  void countsAllThatCannotBeRead() throws IOException {
    Path first = withOne(new byte[0]);
    write(home.resolve("b/1.png"), new byte[0]);
    write(home.resolve("b/2.png"), new byte[0]);

    assertRefused(
        first, "is empty: replace it, or remove it; of the 4 images 2 more cannot be read");
  }

  /** Some by their headers and some by what follows. */
  @Test
  void namesAllThatCannotBeRead() throws IOException {
    Path first = withOne(new byte[0]);
    Path cut = home.resolve("b/1.png");
    write(cut, grey(2, 1, 2), "png");
    write(cut, Arrays.copyOf(Files.readAllBytes(cut), 45));

    assertThatThrownBy(this::read)
        .hasMessageStartingWith("%s is empty", first)
        .hasMessageEndingWith("; of the 3 images 1 more cannot be read.")
        .satisfies(
            all ->
                assertThat(all.getSuppressed())
                    .singleElement()
                    .asString()
                    .contains(cut + " is a damaged PNG file"));
  }

  @Test
  void refusesKindsOfImagesThatItCannotRead() throws IOException {
    write(home.resolve("a/1.png"), grey(1, 1), "png");
    Path file = write(home.resolve("a/2.webp"), new byte[1]);

    assertRefused(
        file, "is an image of a kind that is not read: convert it to PNG, JPEG, BMP or GIF");
  }

  @Test
  void losesNoClass() throws IOException {
    write(home.resolve("train/a/1.png"), grey(1, 1), "png");
    Path empty = Files.createDirectories(home.resolve("train/b"));
    write(home.resolve("test/a/1.png"), grey(1, 1), "png");
    assertRefused(
        empty, "holds no image: every folder there is a class, so put some in or remove it");

    write(home.resolve("train/b/1.png"), grey(1, 1), "png");
    Path unknown = home.resolve("test/c");
    write(unknown.resolve("1.png"), grey(1, 1), "png");
    assertRefused(unknown, "is no class to train on: those are a, b");
  }

  @Test
  void refusesMoreThanItCanHold() throws IOException {
    for (int i = 0; i < 44; i++) {
      write(home.resolve("a/%d.png".formatted(i)), grey(1, 1), "png");
    }
    long most = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory() / 2);
    assertThatThrownBy(() -> read("images(size=4096, channels=3)"))
        .isInstanceOf(MenagerieException.class)
        .hasMessageMatching(
            "(?s).* has 44 images, which as \\[3, 4096, 4096\\] take 2,214 MB, where %,d MB can be read: ask for smaller ones, as in --dataset 'images\\(path=.*, size=64\\)'\\."
                .formatted(most / 1_000_000));
  }

  @Test
  void recognisesFoldersOfImages() throws IOException {
    ImageFolderFormat format = new ImageFolderFormat();
    assertThat(format.recognises(home)).isFalse();
    Path picture = write(home.resolve("flat.png"), grey(1, 1), "png");
    assertThat(format.recognises(home)).isFalse();
    assertThat(format.recognises(picture)).isFalse();
    write(home.resolve("train/a/1.JPG"), new byte[1]);
    assertThat(format.recognises(home)).isTrue();
    assertThat(format.recognises(home.resolve("train"))).isTrue();
  }

  @Test
  void recognisesNoFolderOfOtherFiles() throws IOException {
    ImageFolderFormat format = new ImageFolderFormat();
    write(home.resolve("texts/notes.txt"), new byte[1]);
    assertThat(format.recognises(home)).isFalse();
    // Whoever follows it never ends.
    Files.createSymbolicLink(home.resolve("texts/loop"), home.resolve("texts"));
    assertThat(format.recognises(home)).isFalse();
  }

  @Test
  void namesTheFolderThatHasNoneToTrainOnBesideIt() throws IOException {
    write(home.resolve("val/a/1.png"), grey(1, 1), "png");
    assertRefused(home, "has a folder val but none called train: rename the one to train on");
    write(home.resolve("test/a/1.png"), grey(1, 1), "png");
    assertRefused(home, "has a folder test but none called train: rename the one to train on");
  }

  @Test
  void readsFoldersInFoldersOfClassesInTheirOrder() throws IOException {
    write(home.resolve("train/a/y/1.png"), grey(1, 2), "png");
    write(home.resolve("train/a/x/2.png"), grey(1, 1), "png");
    write(home.resolve("test/a/1.png"), grey(1, 1), "png");

    ImageSet train = read().train();

    assertThat(pixels(train, 0)).containsExactly(1);
    assertThat(pixels(train, 1)).containsExactly(2);
  }

  @Test
  void readsPicturesUpToTheLargestSize() throws IOException {
    BufferedImage image = new BufferedImage(6_000, 4_000, BufferedImage.TYPE_BYTE_BINARY);
    Path file = write(home.resolve("large.png"), image, "png");
    assertThat(Picture.of(file).header()).isEqualTo(new Picture.Header(4_000, 6_000, true));
  }

  /** A JFIF header of a version to come makes the JDK's reader warn, and nothing is missing. */
  @Test
  void readsAPictureWhoseReaderOnlyWarns() throws IOException {
    byte[] jpeg = encoded(grey(8, new int[64]), "jpeg");
    assertThat(new String(jpeg, 6, 4, UTF_8)).isEqualTo("JFIF");
    jpeg[11] = 9;
    assertThat(pixelsOf(jpeg, "images")).hasSize(64).containsOnly(0);
  }
}
