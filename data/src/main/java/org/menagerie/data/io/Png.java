package org.menagerie.data.io;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;

/** Pictures as PNG; the same one always as the same bytes of one JDK. */
public final class Png {
  private Png() {}

  /** Writes a picture. */
  public static void write(BufferedImage picture, OutputStream out) throws IOException {
    try {
      ImageIO.write(picture, "png", out);
    } catch (IIOException e) {
      // It says that writing failed, and the cause why.
      throw e.getCause() instanceof IOException cause ? cause : e;
    }
  }
}
