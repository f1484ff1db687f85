package org.menagerie.data.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.random.RandomStream;

/**
 * Images in two parts, drawn class by class.
 *
 * @param kept indices of the images that were not drawn, ascending
 * @param drawn indices of those that were, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record StratifiedSplit(int[] kept, int[] drawn) {

  /**
   * Draws so many images of each class.
   *
   * @param numbers how many, by class
   * @param streams what those of a class are drawn by
   */
  public static StratifiedSplit draw(
      ImageSet images, int[] numbers, IntFunction<RandomStream> streams) {
    boolean[] chosen = new boolean[images.size()];
    List<int[]> members = members(images, numbers.length);
    for (int label = 0; label < numbers.length; label++) {
      int[] ofClass = members.get(label);
      shuffle(ofClass, streams.apply(label));
      for (int i = 0; i < numbers[label]; i++) {
        chosen[ofClass[i]] = true;
      }
    }
    return new StratifiedSplit(indices(chosen, false), indices(chosen, true));
  }

  /**
   * Cuts images into parts and draws one of them. The parts differ by one image at most, and so
   * they do in each class.
   *
   * @param number of the part, from 0
   * @param parts how many there are
   * @param streams what those of a class are dealt by
   */
  public static StratifiedSplit deal(
      ImageSet images, int classes, int number, int parts, IntFunction<RandomStream> streams) {
    boolean[] chosen = new boolean[images.size()];
    int dealt = 0;
    List<int[]> members = members(images, classes);
    for (int label = 0; label < classes; label++) {
      int[] ofClass = members.get(label);
      shuffle(ofClass, streams.apply(label));
      // Each class goes on where the one before ended, or the first part had the most images.
      for (int image : ofClass) {
        chosen[image] = dealt++ % parts == number;
      }
    }
    return new StratifiedSplit(indices(chosen, false), indices(chosen, true));
  }

  /** The number of images of each class. */
  public static int[] counts(ImageSet images, int classes) {
    int[] counts = new int[classes];
    for (int i = 0; i < images.size(); i++) {
      counts[images.label(i)]++;
    }
    return counts;
  }

  /**
   * What each class has of a total, in proportion to its images: the whole part of its quota, and
   * one more for those with the largest remainders until the total is reached; of equal ones, the
   * first (Hamilton's method).
   *
   * @param counts images of each class
   * @param total of all classes, at most as many as there are images
   */
  public static int[] proportional(int[] counts, int total) {
    long all = Math.max(1, IntStream.of(counts).asLongStream().sum());
    int[] numbers = IntStream.of(counts).map(count -> (int) ((long) count * total / all)).toArray();
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparingLong(label -> -((long) counts[label] * total % all)))
        .limit(total - IntStream.of(numbers).asLongStream().sum())
        .forEach(label -> numbers[label]++);
    return numbers;
  }

  /** The indices of the images of each class, ascending. */
  public static List<int[]> members(ImageSet images, int classes) {
    int[] counts = counts(images, classes);
    List<int[]> members = new ArrayList<>();
    for (int count : counts) {
      members.add(new int[count]);
    }
    Arrays.fill(counts, 0);
    for (int i = 0; i < images.size(); i++) {
      int label = images.label(i);
      members.get(label)[counts[label]++] = i;
    }
    return members;
  }

  /** Fisher and Yates. */
  private static void shuffle(int[] members, RandomStream random) {
    for (int last = members.length - 1; last > 0; last--) {
      int chosen = random.below(last + 1);
      int index = members[chosen];
      members[chosen] = members[last];
      members[last] = index;
    }
  }

  private static int[] indices(boolean[] chosen, boolean wanted) {
    return IntStream.range(0, chosen.length).filter(i -> chosen[i] == wanted).toArray();
  }
}
