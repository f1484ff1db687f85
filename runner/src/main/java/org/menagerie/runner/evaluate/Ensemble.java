package org.menagerie.runner.evaluate;

import java.util.Arrays;
import java.util.List;
import org.menagerie.api.metric.Predictions;
import org.menagerie.inference.Softmax;

/** How several networks answer together. */
enum Ensemble {
  /** The mean of their probabilities. */
  MEAN {
    @Override
    double[] together(List<double[]> logarithms) {
      double[] means = new double[logarithms.get(0).length];
      for (double[] network : logarithms) {
        for (int k = 0; k < means.length; k++) {
          means[k] += StrictMath.exp(network[k]) / logarithms.size();
        }
      }
      return means;
    }
  },

  /**
   * The softmax of the mean of their logits, or of the logarithms of their probabilities, which
   * differ from these by the same for each class.
   */
  LOGITS {
    @Override
    double[] together(List<double[]> logarithms) {
      double[] means = new double[logarithms.get(0).length];
      for (double[] network : logarithms) {
        for (int k = 0; k < means.length; k++) {
          means[k] += network[k] / logarithms.size();
        }
      }
      return Softmax.of(means);
    }
  },

  /** A vote of each for its answer, and one divided by the mean of probabilities, for ties. */
  VOTE {
    @Override
    double[] together(List<double[]> logarithms) {
      double[] shares = MEAN.together(logarithms);
      for (double[] network : logarithms) {
        int answer = 0;
        for (int k = 1; k < network.length; k++) {
          answer = network[k] > network[answer] ? k : answer;
        }
        shares[answer]++;
      }
      for (int k = 0; k < shares.length; k++) {
        shares[k] /= logarithms.size() + 1;
      }
      return shares;
    }
  },

  /** The mean of their weights, as one network: its own answer is the last. */
  WEIGHTS {
    @Override
    double[] together(List<double[]> logarithms) {
      double[] last = logarithms.get(logarithms.size() - 1);
      return Arrays.stream(last).map(StrictMath::exp).toArray();
    }
  };

  /**
   * The probabilities of one image.
   *
   * @param logarithms of the probabilities that each network gives
   */
  abstract double[] together(List<double[]> logarithms);

  /** The predictions of networks that were shown the same images. */
  Predictions of(List<double[][]> networks, int[] labels) {
    double[][] probabilities = new double[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      int image = i;
      probabilities[i] = together(networks.stream().map(network -> network[image]).toList());
      for (int k = 0; k < probabilities[i].length; k++) {
        // Sums of shares may be above 1 by their rounding.
        probabilities[i][k] = Math.min(1, probabilities[i][k]);
      }
    }
    return new Predictions(probabilities, labels);
  }
}
