package org.menagerie.runner.evaluate;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Parameter;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;

/**
 * The mean of the weights of runs that descend from one start, as one network.
 *
 * @param weights the mean of each tensor, running statistics included
 * @param statistics the run whose training images the running statistics are to be computed of
 *     again, since those of a mean are not the mean of those; empty if there are none
 * @see <a href="https://arxiv.org/abs/2203.05482">Wortsman et al.: Model soups (2022)</a>
 */
record WeightMean(TensorMap weights, Optional<Path> statistics) {

  /**
   * The mean of networks.
   *
   * @throws MenagerieException if they are of different models, normalize or view images
   *     differently, or do not descend from one start
   */
  static WeightMean of(List<Subject> subjects) {
    requireSame(subjects, "of different models", RunSpec::modelId);
    requireSame(subjects, "of different models", RunSpec::network);
    requireSame(subjects, "normalized differently", spec -> spec.recipe().normalization());
    requireSame(subjects, "tested in different views", spec -> spec.recipe().testAugmentations());
    requireOneStart(subjects.stream().map(Subject::run).distinct().toList());
    boolean hasStatistics =
        !subjects.get(0).network().orElseThrow().network().parameters().stream()
            .allMatch(Parameter::trainable);
    return new WeightMean(
        mean(subjects.stream().map(subject -> subject.network().orElseThrow().weights()).toList()),
        hasStatistics ? Optional.of(trained(subjects)) : Optional.empty());
  }

  private static void requireSame(
      List<Subject> subjects, String different, Function<RunSpec, Object> property) {
    if (subjects.stream().map(subject -> property.apply(subject.spec())).distinct().count() > 1) {
      throw wrong(
          "--ensemble weights makes one network of several, and these runs are %s: take mean."
              .formatted(different));
    }
  }

  private static void requireOneStart(List<Path> runs) {
    Set<String> shared = new TreeSet<>(Descent.of(runs.get(0)));
    runs.forEach(run -> shared.retainAll(Descent.of(run)));
    if (shared.isEmpty()) {
      throw wrong(
          "--ensemble weights needs runs that descend from one trained start, and nothing says so of %s: train them with --init RUN from the same one, or take mean."
              .formatted(runs.stream().map(Path::toString).collect(joining(", "))));
    }
  }

  private static Path trained(List<Subject> subjects) {
    return subjects.stream()
        .map(Subject::run)
        .filter(run -> !new RunFolder(run).isImported())
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "The batch norms of a mean of weights need training images, and all of these networks were imported: take mean."));
  }

  private static TensorMap mean(List<TensorMap> networks) {
    Map<String, Tensor> means = new LinkedHashMap<>();
    networks
        .get(0)
        .asMap()
        .forEach(
            (name, first) -> {
              float[] mean = new float[first.values().length];
              for (int i = 0; i < mean.length; i++) {
                double sum = 0;
                for (TensorMap network : networks) {
                  sum += network.get(name).values()[i];
                }
                mean[i] = (float) (sum / networks.size());
              }
              means.put(name, new Tensor(first.shape(), mean));
            });
    return new TensorMap(means);
  }

  private static MenagerieException wrong(String sentence) {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, sentence);
  }
}
