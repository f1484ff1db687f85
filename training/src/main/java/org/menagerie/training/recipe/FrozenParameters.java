package org.menagerie.training.recipe;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;

/** The parameters of a network that a recipe's patterns keep from being trained. */
public final class FrozenParameters {
  private static final String ANY = "*";

  private FrozenParameters() {}

  /**
   * Names of the parameters that a pattern matches.
   *
   * @param patterns names in which {@code *} stands for any characters
   * @throws MenagerieException if a pattern matches none, or nothing is left to train
   */
  public static Set<String> of(Network network, List<String> patterns) {
    if (patterns.isEmpty()) {
      return Set.of();
    }
    List<String> names =
        network.parameters().stream().filter(Parameter::trainable).map(Parameter::name).toList();
    Set<String> frozen = new TreeSet<>();
    for (String pattern : patterns) {
      Pattern expression =
          Pattern.compile(
              Stream.of(pattern.split(Pattern.quote(ANY), -1))
                  .map(Pattern::quote)
                  .collect(joining(".*")));
      List<String> matched =
          names.stream().filter(name -> expression.matcher(name).matches()).toList();
      if (matched.isEmpty()) {
        throw refused(
            "freeze: no parameter is named %s; there are %s."
                .formatted(pattern, String.join(", ", names)));
      }
      frozen.addAll(matched);
    }
    if (frozen.size() == names.size()) {
      throw refused("freeze: nothing is left to train; leave out one of the patterns.");
    }
    return frozen;
  }

  private static MenagerieException refused(String message) {
    return new MenagerieException(ErrorCode.INVALID_ARGUMENT, message);
  }
}
