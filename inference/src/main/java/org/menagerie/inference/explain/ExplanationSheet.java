package org.menagerie.inference.explain;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * An explanation as one picture, row by row: the image, the class activation map if there is one,
 * and occlusion; the filters; and each convolution's maps. Red speaks for the class or is above 0,
 * blue is against it or below.
 */
public final class ExplanationSheet {
  /** Tiles of a row; what is more is left out. */
  public static final int MOST_TILES = 16;

  private static final int GAP = 4;
  private static final int BACKGROUND = 0x808080;
  private static final int WHITE = 255;

  /** Edge of the tiles of the first row, and of others, in pixels. */
  private static final int LARGE = 224;

  private static final int SMALL = 64;

  private final List<List<Tile>> rows = new ArrayList<>();

  private ExplanationSheet() {}

  /** The colour of a place. */
  private interface Paint {
    int at(int row, int column);
  }

  /** A map of colours, enlarged to {@code edge} pixels on its longer side. */
  private record Tile(int height, int width, int edge, Paint paint) {
    int rows() {
      return Math.max(1, height * edge / Math.max(height, width));
    }

    int columns() {
      return Math.max(1, width * edge / Math.max(height, width));
    }
  }

  /** Draws an explanation. */
  public static BufferedImage of(Explanation explanation) {
    ExplanationSheet sheet = new ExplanationSheet();
    Maps image = explanation.image();
    List<Tile> first = new ArrayList<>();
    first.add(
        new Tile(
            image.height(), image.width(), LARGE, (row, column) -> colour(image, row, column)));
    explanation.activation().ifPresent(map -> first.add(over(image, map)));
    first.add(over(image, explanation.occlusion()));
    sheet.rows.add(first);
    explanation.filters().ifPresent(filters -> sheet.rows.add(tiles(filters)));
    explanation.features().forEach(maps -> sheet.rows.add(tiles(maps)));
    return sheet.drawn();
  }

  private static int colour(Maps image, int row, int column) {
    int red = Math.round(image.at(0, row, column));
    if (image.count() != 3) {
      return rgb(red, red, red);
    }
    return rgb(red, Math.round(image.at(1, row, column)), Math.round(image.at(2, row, column)));
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  /** A map, stretched over a pale image. */
  private static Tile over(Maps image, Maps map) {
    float reach = map.reach();
    return new Tile(
        image.height(),
        image.width(),
        LARGE,
        (row, column) -> {
          float value =
              map.at(0, row * map.height() / image.height(), column * map.width() / image.width());
          float grey = image.at(0, row, column) / WHITE;
          return signed(reach > 0 ? value / reach : 0, 0.45f + 0.55f * grey);
        });
  }

  /** Maps beside each other, with one scale for all of them. */
  private static List<Tile> tiles(Maps maps) {
    float reach = maps.reach();
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_TILES, maps.count()); i++) {
      int map = i;
      tiles.add(
          new Tile(
              maps.height(),
              maps.width(),
              SMALL,
              (row, column) -> signed(reach > 0 ? maps.at(map, row, column) / reach : 0, 1)));
    }
    return tiles;
  }

  /** White at 0, red at 1, blue at -1, darkened. */
  private static int signed(float value, float light) {
    int strong = Math.round(WHITE * light);
    int weak = Math.round(WHITE * light * (1 - Math.min(1, Math.abs(value))));
    return value >= 0 ? rgb(strong, weak, weak) : rgb(weak, weak, strong);
  }

  private BufferedImage drawn() {
    int width = GAP;
    int height = GAP;
    for (List<Tile> row : rows) {
      width = Math.max(width, GAP + row.stream().mapToInt(tile -> tile.columns() + GAP).sum());
      height += height(row) + GAP;
    }
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sheet.setRGB(x, y, BACKGROUND);
      }
    }
    int top = GAP;
    for (List<Tile> row : rows) {
      int left = GAP;
      for (Tile tile : row) {
        draw(sheet, tile, left, top);
        left += tile.columns() + GAP;
      }
      top += height(row) + GAP;
    }
    return sheet;
  }

  private static int height(List<Tile> row) {
    return row.stream().mapToInt(Tile::rows).max().orElse(0);
  }

  private static void draw(BufferedImage sheet, Tile tile, int left, int top) {
    for (int y = 0; y < tile.rows(); y++) {
      for (int x = 0; x < tile.columns(); x++) {
        int colour = tile.paint.at(y * tile.height / tile.rows(), x * tile.width / tile.columns());
        sheet.setRGB(left + x, top + y, colour);
      }
    }
  }
}
