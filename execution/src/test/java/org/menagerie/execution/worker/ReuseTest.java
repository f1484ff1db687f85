package org.menagerie.execution.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ReuseTest {
  private final Reuse reuse = new Reuse();

  @Test
  void isPossibleAsLongAsNothingIsLeftBehind() throws InterruptedException {
    Thread helper = new Thread(() -> {});
    helper.start();
    helper.join();

    assertThat(reuse.isPossible()).isTrue();
    assertThat(reuse.isPossible()).isTrue();
  }

  @Test
  void isPossibleAfterThePicturesOfADataSet() throws IOException {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY), "png", picture);
    ImageIO.read(new ByteArrayInputStream(picture.toByteArray()));

    assertThat(reuse.isPossible()).isTrue();
  }

  @Test
  void endsWithAThreadThatIsLeftBehind() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Thread left =
        new Thread(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    left.setDaemon(true);
    left.start();

    assertThat(reuse.isPossible()).isFalse();

    end.countDown();
    left.join();
  }

  @Test
  void endsWithAChangedProperty() {
    System.setProperty("menagerie.test.left", "something");
    try {
      assertThat(reuse.isPossible()).isFalse();
    } finally {
      System.clearProperty("menagerie.test.left");
    }
  }

  @Test
  void endsAfterAHundredTasks() {
    assertThat(IntStream.rangeClosed(1, 100).takeWhile(task -> reuse.isPossible()).count())
        .isEqualTo(99);
  }
}
