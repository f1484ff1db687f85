package org.menagerie.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.testkit.Requirements.require;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;

/** What a definition must say of itself. */
final class DefinitionChecks {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  private final ModelDefinition model;
  private final Dataset dataset;

  DefinitionChecks(Trial trial) {
    this.model = trial.model();
    this.dataset = trial.dataset();
  }

  Stream<DynamicNode> tests() {
    return Stream.of(
        dynamicTest("has names that fit into those of files", this::hasNames),
        dynamicTest("answers every question", this::answers),
        dynamicTest("describes itself in one line", this::describesItself),
        dynamicTest("goes from images to one logit for each class", this::fitsTheData),
        dynamicTest("trains as many parameters as it states", this::countsItsParameters),
        dynamicTest("is the same each time it is asked", this::isStable),
        dynamicTest("is the same where it is built for its own data", this::isOneOfItsFamily),
        dynamicTest("publishes figures that can be true", new PublishedChecks(model)::check));
  }

  private void hasNames() {
    requireName("zoo", model.zoo());
    requireName("name", model.name());
  }

  private static void requireName(String method, @Nullable String name) {
    require(
        name != null && NAME.matcher(name).matches(),
        "%s() gives \"%s\", but names are made of lower-case letters, digits, '.', '_' and '-',"
            + " and begin with a letter or digit.",
        method,
        name);
  }

  private void answers() {
    requireAnswer("description", model.description());
    requireAnswer("network", model.network());
    requireAnswer("recipes", model.recipes());
    requireAnswer("statedParameters", model.statedParameters());
    requireAnswer("published", model.published());
    requireAnswer("targets", model.targets());
    requireAnswer("notes", model.notes());
  }

  private static void requireAnswer(String method, @Nullable Object answer) {
    require(answer != null, "%s() gives null; what there is none of is empty instead.", method);
  }

  private void describesItself() {
    String description = model.description();
    require(!description.isBlank(), "description() is empty, but lists show it.");
    require(
        description.lines().count() == 1,
        "description() has several lines, but lists have room for one: \"%s\".",
        description);
  }

  private void fitsTheData() {
    Network network = model.network();
    Shape images = dataset.train().shape();
    require(
        network.input().equals(images),
        "The network takes images %s, but those of %s are %s.",
        network.input(),
        dataset.name(),
        images);
    require(
        network.output().equals(Shape.flat(dataset.classes())),
        "The network gives %s, but %s has %d classes and needs one logit for each: %s.",
        network.output(),
        dataset.name(),
        dataset.classes(),
        Shape.flat(dataset.classes()));
  }

  private void countsItsParameters() {
    long counted = model.network().summary().trainableParameters();
    OptionalLong stated = model.statedParameters();
    require(
        stated.orElse(counted) == counted,
        "statedParameters() gives %,d, but the network has %,d.",
        stated.orElse(counted),
        counted);
  }

  private void isStable() {
    require(model.network().equals(model.network()), "network() gives another one each time.");
    require(model.recipes().equals(model.recipes()), "recipes() gives others each time.");
  }

  /** What is published and stated is about the network that people train on the same data. */
  private void isOneOfItsFamily() {
    Network own = model.network();
    require(
        own.equals(model.network(own.input(), own.output().channels())),
        "network() and network(%s, %d) differ, but are about the same images and classes.",
        own.input(),
        own.output().channels());
  }
}
