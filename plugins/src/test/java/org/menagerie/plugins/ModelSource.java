package org.menagerie.plugins;

/**
 * The source of a model definition.
 *
 * @param type the class's full name
 * @param modifiers of the class
 * @param zoo an expression
 * @param name an expression
 * @param description an expression
 * @param network an expression
 * @param members whatever else is in the class
 */
public record ModelSource(
    String type,
    String modifiers,
    String zoo,
    String name,
    String description,
    String network,
    String members) {

  /** A model without fault: flattens an image and classifies it by one linear layer. */
  public static ModelSource of(String type, String zoo, String name) {
    return new ModelSource(
        type,
        "public",
        quoted(zoo),
        quoted(name),
        quoted("a test's model"),
        "Network.of(Shape.image(1, 28, 28), Layers.flatten(), Layers.linear(10))",
        "");
  }

  public ModelSource withModifiers(String value) {
    return new ModelSource(type, value, zoo, name, description, network, members);
  }

  public ModelSource withZoo(String expression) {
    return new ModelSource(type, modifiers, expression, name, description, network, members);
  }

  public ModelSource withDescription(String expression) {
    return new ModelSource(type, modifiers, zoo, name, expression, network, members);
  }

  public ModelSource withNetwork(String expression) {
    return new ModelSource(type, modifiers, zoo, name, description, expression, members);
  }

  /** {@code $} stands for the class's simple name. */
  public ModelSource withMembers(String text) {
    return new ModelSource(type, modifiers, zoo, name, description, network, text);
  }

  String text() {
    int dot = type.lastIndexOf('.');
    String simpleName = type.substring(dot + 1);
    return """
        package %s;

        import java.util.*;
        import org.menagerie.api.model.*;
        import org.menagerie.api.network.*;
        import org.menagerie.api.recipe.*;

        %s class %s implements ModelDefinition {
          %s

          public String zoo() {
            return %s;
          }

          public String name() {
            return %s;
          }

          public String description() {
            return %s;
          }

          public Network network() {
            return %s;
          }

          static String fail() {
            throw new IllegalStateException("boom");
          }
        }
        """
        .formatted(
            type.substring(0, dot),
            modifiers,
            simpleName,
            members.replace("$", simpleName),
            zoo,
            name,
            description,
            network);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
