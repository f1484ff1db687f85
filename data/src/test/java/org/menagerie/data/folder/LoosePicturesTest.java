package org.menagerie.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.menagerie.data.folder.TestPictures.colour;
import static org.menagerie.data.folder.TestPictures.grey;
import static org.menagerie.data.folder.TestPictures.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;

class LoosePicturesTest {
  private static final Shape GREY = Shape.image(1, 1, 2);
  private static final Shape COLOUR = Shape.image(3, 1, 2);

  @TempDir private Path folder;

  private static int[] levels(LoosePictures pictures, int index) {
    byte[] image = new byte[pictures.images().imageLength()];
    pictures.images().copyImage(index, image);
    int[] levels = new int[image.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Byte.toUnsignedInt(image[i]);
    }
    return levels;
  }

  @Test
  void readsFilesInTheirOrderAndFoldersByName() throws IOException {
    Path alone = write(folder.resolve("z.png"), grey(2, 1, 2), "png");
    Path second = write(folder.resolve("many/b.gif"), grey(2, 5, 5), "gif");
    Path first = write(folder.resolve("many/a.BMP"), grey(2, 3, 4), "bmp");

    LoosePictures read = LoosePictures.read(List.of(alone, folder.resolve("many")), GREY);

    assertThat(read.files()).containsExactly(alone, first, second);
    assertThat(levels(read, 0)).containsExactly(1, 2);
    assertThat(levels(read, 1)).containsExactly(3, 4);
    assertThat(read.notes()).isEmpty();
  }

  @Test
  void saysWhatIsLeftOutOfAFolder() throws IOException {
    write(folder.resolve("a.png"), grey(2, 3, 4), "png");
    Files.writeString(folder.resolve(".hidden"), "");
    Files.writeString(folder.resolve("notes.txt"), "");
    assertThat(LoosePictures.read(List.of(folder), GREY).notes())
        .containsExactly(
            "In %s 1 entry is left out: no PNG, JPEG, BMP or GIF by the name, or a folder."
                .formatted(folder));

    Files.createDirectory(folder.resolve("folder.png"));
    LoosePictures read = LoosePictures.read(List.of(folder), GREY);
    assertThat(read.files()).containsExactly(folder.resolve("a.png"));
    assertThat(read.notes())
        .containsExactly(
            "In %s 2 entries are left out: no PNG, JPEG, BMP or GIF by the name, or a folder."
                .formatted(folder));
  }

  @Test
  void saysWhatItDoesToSizesAndColours() throws IOException {
    Path large = write(folder.resolve("large.png"), grey(4, 8, 8, 8, 8), "png");
    Path small = write(folder.resolve("small.png"), grey(2, 8, 8), "png");
    Path red = write(folder.resolve("red.png"), colour(2, 0xff0000, 0xff0000), "png");

    LoosePictures one = LoosePictures.read(List.of(large), GREY);
    assertThat(one.notes()).containsExactly("The image is resized from 1x4 to 1x2.");
    assertThat(levels(one, 0)).containsExactly(8, 8);
    assertThat(LoosePictures.read(List.of(large, small), GREY).notes())
        .containsExactly(
            "1 of 2 images have another size than 1x2 and are resized to it (2 sizes).");
    assertThat(LoosePictures.read(List.of(large, large), GREY).notes())
        .containsExactly(
            "2 of 2 images have another size than 1x2 and are resized to it (all 1x4).");

    // ITU-R BT.601: 0.299 of 255.
    LoosePictures grey = LoosePictures.read(List.of(red), GREY);
    assertThat(grey.notes()).containsExactly("Colours are taken as grey.");
    assertThat(levels(grey, 0)).containsExactly(76, 76);
    LoosePictures coloured = LoosePictures.read(List.of(red), COLOUR);
    assertThat(coloured.notes()).isEmpty();
    assertThat(levels(coloured, 0)).containsExactly(255, 255, 0, 0, 0, 0);
  }

  @Test
  void refusesWhatIsNotThereOrNoPicture() {
    Path missing = folder.resolve("missing.png");
    assertThatThrownBy(() -> LoosePictures.read(List.of(missing), GREY))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("There is no file or folder %s.", missing);
    assertThatThrownBy(() -> LoosePictures.read(List.of(folder), GREY))
        .hasMessage("The folder %s has no PNG, JPEG, BMP or GIF files.", folder);
    assertThatThrownBy(() -> LoosePictures.read(List.of(folder), Shape.image(2, 1, 2)))
        .hasMessageStartingWith("Pictures are grey or coloured, but the network takes images ");
  }

  @Test
  void readsOneThatIsNoFolder() throws IOException {
    Path picture = write(folder.resolve("a.png"), grey(2, 1, 2), "png");

    assertThat(levels(LoosePictures.readOne(picture, GREY), 0)).containsExactly(1, 2);
    assertThatThrownBy(() -> LoosePictures.readOne(folder, GREY))
        .isInstanceOf(MenagerieException.class)
        .hasMessage("%s is a folder: name one picture.", folder);
  }

  @Test
  void leavesOutWhatCannotBeRead() throws IOException {
    Path first = write(folder.resolve("a.png"), grey(2, 1, 2), "png");
    Path damaged = Files.writeString(folder.resolve("b.png"), "text");
    Path last = write(folder.resolve("c.png"), grey(2, 5, 6), "png");

    LoosePictures read = LoosePictures.read(List.of(folder), GREY);

    assertThat(read.files()).containsExactly(first, last);
    assertThat(levels(read, 1)).containsExactly(5, 6);
    assertThat(read.unreadable()).hasSize(1);
    assertThat(read.unreadable().get(0)).startsWith(damaged.toString());
  }
}
