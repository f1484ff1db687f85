package org.menagerie.testkit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.catalog.ServiceKind;

/** Holds definitions to the contract as JUnit would, and keeps what failed. */
final class Held extends ZooContract {
  private final List<ModelDefinition> models;
  private final List<Engine> engines;

  private Held(List<ModelDefinition> models, List<Engine> engines) {
    this.models = models;
    this.engines = engines;
  }

  /** What each check of the definition says; nothing if it passes. */
  static Map<String, String> to(ModelDefinition model, Engine... engines) {
    Map<String, String> outcomes = new TreeMap<>();
    new Held(List.of(model), List.of(engines))
        .contract()
        .forEach(node -> collect(node, "", outcomes));
    return outcomes;
  }

  private static void collect(DynamicNode node, String path, Map<String, String> outcomes) {
    if (node instanceof DynamicContainer container) {
      container
          .getChildren()
          .forEach(child -> collect(child, path + container.getDisplayName() + ": ", outcomes));
    } else {
      outcomes.put(path + node.getDisplayName(), outcome((DynamicTest) node));
    }
  }

  private static String outcome(DynamicTest test) {
    try {
      test.getExecutable().execute();
      return "";
    } catch (Throwable e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  protected List<ModelDefinition> models() {
    return models;
  }

  @Override
  protected Catalog catalog() {
    Catalog.Builder catalog = Catalog.builder().add(Engine.class, engines);
    ServiceKind.ALL.stream()
        .filter(ServiceKind::isComponent)
        .forEach(kind -> catalog.addInstalled(kind.service()));
    return catalog.build();
  }
}
