package org.menagerie.api.recipe;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** The arguments of a component, checked against the parameters it takes, and read by type. */
public final class Arguments {
  private final Component component;
  private final Map<String, String> values;
  private final ComponentResolver resolver;

  private Arguments(Component component, Map<String, String> values, ComponentResolver resolver) {
    this.component = component;
    this.values = values;
    this.resolver = resolver;
  }

  /** The arguments of a component that is not made of others. */
  public static Arguments of(Component component, List<ParameterSpec> parameters) {
    return of(component, parameters, ComponentResolver.NONE);
  }

  /**
   * Fills in the defaults of {@code parameters}.
   *
   * @param resolver finds the components that stand as arguments, and what a wrong name may mean
   * @throws MenagerieException if the component gives an argument that is not among the parameters,
   *     or leaves out one that has no default
   */
  public static Arguments of(
      Component component, List<ParameterSpec> parameters, ComponentResolver resolver) {
    List<String> known = parameters.stream().map(ParameterSpec::name).toList();
    for (String given : component.arguments().keySet()) {
      if (!known.contains(given)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "%s has no argument \"%s\".%s It takes %s."
                .formatted(
                    component.name(), given, resolver.hint(given, known), signature(parameters)));
      }
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (ParameterSpec parameter : parameters) {
      String given = component.arguments().get(parameter.name());
      if (given != null) {
        values.put(parameter.name(), given);
      } else if (parameter.defaultValue().isPresent()) {
        values.put(parameter.name(), parameter.defaultValue().get());
      } else {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "%s needs the argument \"%s\". It takes %s."
                .formatted(component.name(), parameter.name(), signature(parameters)));
      }
    }
    return new Arguments(component, values, resolver);
  }

  /** The value as written. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      // A factory asked for a parameter that it did not declare: its author's slip, not the user's.
      throw new IllegalArgumentException(component.name() + " declares no parameter " + name);
    }
    return value;
  }

  /** A finite number. */
  public double number(String name) {
    return parseNumber(name, text(name));
  }

  /** A finite number in [{@code low}, {@code high}]. */
  public double number(String name, double low, double high) {
    double value = number(name);
    if (value < low || value > high) {
      throw rejected(name, text(name), "a number from " + low + " to " + high);
    }
    return value;
  }

  /** A whole number of at least {@code low}. */
  public int integer(String name, int low) {
    return integer(name, low, Integer.MAX_VALUE);
  }

  /** A whole number in [{@code low}, {@code high}]. */
  public int integer(String name, int low, int high) {
    long value =
        Numbers.parseWhole(text(name))
            .orElseThrow(() -> rejected(name, text(name), "a whole number"));
    if (value < low) {
      throw rejected(name, text(name), "a whole number of at least " + low);
    }
    if (value > high) {
      throw rejected(name, text(name), "a whole number of at most " + high);
    }
    return (int) value;
  }

  /** {@code true} or {@code false}, which Python writes with a capital. */
  public boolean flag(String name) {
    return switch (text(name)) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      case "yes", "on" -> throw rejected(name, text(name) + "; write true", "true or false");
      case "no", "off" -> throw rejected(name, text(name) + "; write false", "true or false");
      default -> throw rejected(name, text(name), "true or false");
    };
  }

  /** One of the given words. */
  public String choice(String name, List<String> words) {
    if (!words.contains(text(name))) {
      throw rejected(name, text(name), "one of " + String.join(", ", words));
    }
    return text(name);
  }

  /** A tuple {@code (a, b, ...)} of finite numbers, or a single number; {@code (a,)} has one. */
  public List<Double> numbers(String name) {
    return parts(name).stream().map(part -> parseNumber(name, part)).toList();
  }

  private List<String> parts(String name) {
    String value = text(name).strip();
    if (value.startsWith("(") && value.endsWith(")")) {
      value = value.substring(1, value.length() - 1).replaceFirst(",\\s*$", "");
    }
    return ComponentParser.split(value).stream().map(String::strip).toList();
  }

  /** The schedule that the value names, such as {@code cosine(eta_min=0.001)}. */
  public Schedule.Curve curve(String name, TrainingPlan plan) {
    Component named = Component.parse(text(name));
    Schedule schedule = resolver.find(Schedule.class, named.name());
    return schedule.create(of(named, schedule.parameters(), resolver), plan);
  }

  /** The batch augmentations that a tuple names, such as {@code (mixup(alpha=0.2), cutmix)}. */
  public List<BatchTransform> batchTransforms(String name) {
    return parts(name).stream().map(part -> batchTransform(Component.parse(part))).toList();
  }

  private BatchTransform batchTransform(Component named) {
    BatchAugmentation augmentation = resolver.find(BatchAugmentation.class, named.name());
    return augmentation.create(of(named, augmentation.parameters(), resolver));
  }

  /** The augmentation that the value names, such as {@code rotation(degrees=7)}. */
  public ImageTransform transform(String name) {
    Component named = Component.parse(text(name));
    Augmentation augmentation = resolver.find(Augmentation.class, named.name());
    return augmentation.create(of(named, augmentation.parameters(), resolver));
  }

  /** The failure for a value that is of the right form and yet not allowed. */
  public MenagerieException rejected(String name, String value, String expected) {
    return new MenagerieException(
        ErrorCode.INVALID_ARGUMENT,
        "%s: \"%s\" must be %s, not %s.".formatted(component.name(), name, expected, value));
  }

  private double parseNumber(String name, String value) {
    double number = Numbers.parse(value).orElseThrow(() -> rejected(name, value, "a number"));
    if (!Double.isFinite(number)) {
      throw rejected(name, value, "a finite number");
    }
    return number;
  }

  private static String signature(List<ParameterSpec> parameters) {
    return parameters.isEmpty()
        ? "no arguments"
        : parameters.stream().map(ParameterSpec::toString).collect(joining(", "));
  }
}
