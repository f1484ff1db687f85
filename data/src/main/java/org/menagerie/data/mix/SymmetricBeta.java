package org.menagerie.data.mix;

import java.util.List;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;

/**
 * The distribution {@code Beta(alpha, alpha)} of the share that an image keeps of itself, as a
 * ratio of gamma variates.
 *
 * @param alpha from 0.001 to 1000
 * @see <a href="https://doi.org/10.1145/358407.358414">Marsaglia, Tsang: A Simple Method for
 *     Generating Gamma Variables (2000)</a>
 */
record SymmetricBeta(double alpha) {
  private static final String ALPHA = "alpha";

  /** The parameter that says which. */
  static List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            ALPHA, 1.0, "of Beta(alpha, alpha), which shares come from; small ones mix less"));
  }

  /** The distribution that a recipe asks for. */
  static SymmetricBeta of(Arguments arguments) {
    return new SymmetricBeta(arguments.number(ALPHA, 0.001, 1000));
  }

  /** A share from 0 to 1. */
  double draw(RandomStream random) {
    double one = logGamma(random);
    double other = logGamma(random);
    return 1 / (1 + StrictMath.exp(other - one));
  }

  /** The logarithm of a gamma variate, which itself would be 0 for small values of alpha. */
  private double logGamma(RandomStream random) {
    if (alpha >= 1) {
      return logGamma(alpha, random);
    }
    double larger = logGamma(alpha + 1, random);
    return larger + StrictMath.log(1 - random.unit()) / alpha;
  }

  private static double logGamma(double shape, RandomStream random) {
    double d = shape - 1.0 / 3;
    double c = 1 / (3 * Math.sqrt(d));
    while (true) {
      double normal = random.gaussian();
      double root = 1 + c * normal;
      if (root > 0) {
        double logCube = 3 * StrictMath.log(root);
        double bound = normal * normal / 2 + d * (1 - root * root * root + logCube);
        if (StrictMath.log(1 - random.unit()) < bound) {
          return StrictMath.log(d) + logCube;
        }
      }
    }
  }
}
