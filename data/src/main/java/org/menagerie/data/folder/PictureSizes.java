package org.menagerie.data.folder;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;

/**
 * The sizes that pictures have.
 *
 * @param counts of pictures by size, in the order in which sizes first come
 * @param anyColour whether any picture has colours
 */
record PictureSizes(Map<Size, Integer> counts, boolean anyColour) {
  private static final Shape PIXEL = Shape.image(1, 1, 1);

  /** As a picture is seen, turned upright. */
  record Size(int height, int width) {
    @Override
    public String toString() {
      return height + "x" + width;
    }
  }

  /**
   * Those of files, of which no more is read than it takes.
   *
   * @throws org.menagerie.api.error.MenagerieException if any cannot be read; the message says how
   *     many
   */
  static PictureSizes of(List<ImageTree.Item> items) {
    Picture.Header[] headers = new Picture.Header[items.size()];
    SortedMap<Integer, MenagerieException> failures =
        Pictures.failures(items, (file, i) -> headers[i] = Picture.of(file).header());
    if (!failures.isEmpty()) {
      // Others may be damaged behind their headers, and whoever mends them wants to know of all.
      failures.putAll(
          Pictures.failures(items, (file, i) -> Picture.of(file).write(PIXEL, new byte[1], 0)));
      throw Pictures.all(items, failures);
    }
    return ofHeaders(List.of(headers));
  }

  static PictureSizes ofHeaders(List<Picture.Header> headers) {
    Map<Size, Integer> counts = new LinkedHashMap<>();
    boolean colour = false;
    for (Picture.Header header : headers) {
      counts.merge(new Size(header.height(), header.width()), 1, Integer::sum);
      colour |= !header.grey();
    }
    return new PictureSizes(counts, colour);
  }

  /** The size of most pictures; of several, the one that comes first. */
  Size most() {
    int most = counts.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    return counts.entrySet().stream()
        .filter(size -> size.getValue() == most)
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** A sentence where some picture is resized. */
  Optional<String> note(Shape to) {
    Size target = new Size(to.height(), to.width());
    int same = counts.getOrDefault(target, 0);
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (all == 1 && same == 0) {
      return Optional.of("The image is resized from %s to %s.".formatted(most(), target));
    }
    return same == all
        ? Optional.empty()
        : Optional.of(
            "%d of %d images have another size than %s and are resized to it (%s)."
                .formatted(
                    all - same,
                    all,
                    target,
                    counts.size() == 1 ? "all " + most() : counts.size() + " sizes"));
  }
}
