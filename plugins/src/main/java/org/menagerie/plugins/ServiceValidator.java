package org.menagerie.plugins;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.training.catalog.ServiceKind;
import org.menagerie.training.text.ServiceName;

/**
 * Calls every method of a service that takes no argument, as lists and descriptions do, so that a
 * service that fails or answers null is left out in time.
 */
final class ServiceValidator {
  private final Consumer<PluginProblem> problems;
  private final boolean namesOnly;

  /**
   * @param namesOnly whether to ask for nothing else, since another process has asked it all
   */
  ServiceValidator(Consumer<PluginProblem> problems, boolean namesOnly) {
    this.problems = problems;
    this.namesOnly = namesOnly;
  }

  /** The service's name, or nothing if the plug-in's code fails or its name cannot be used. */
  <T> Optional<String> name(Offer<T> offer, ServiceKind<T> kind) {
    String subject = "the %s %s".formatted(kind.word(), offer.service().getClass().getName());
    try {
      List<@Nullable String> parts = kind.nameParts().apply(offer.service());
      for (String part : parts) {
        if (!ServiceName.isProper(part)) {
          reject(
              offer,
              "%s calls itself \"%s\", but %s."
                  .formatted(subject, FailureReason.oneLine(part), ServiceName.RULE));
          return Optional.empty();
        }
      }
      if (!namesOnly) {
        checkAnswers(offer, kind);
      }
      return Optional.of(String.join("/", parts));
    } catch (Throwable e) {
      // Plug-ins throw what they like; all of it ends this service and no other.
      reject(
          offer, "%s cannot be used: %s.".formatted(subject, FailureReason.of(e, offer.plugin())));
      return Optional.empty();
    }
  }

  private static <T> void checkAnswers(Offer<T> offer, ServiceKind<T> kind) throws Throwable {
    for (Method question : questions(kind)) {
      PluginCall.of(offer.plugin(), offer.service(), question);
    }
    if (offer.service() instanceof ModelDefinition model) {
      ModelRules.check(model);
    }
  }

  private static List<Method> questions(ServiceKind<?> kind) {
    return Stream.of(kind.service().getMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private void reject(Offer<?> offer, String reason) {
    problems.accept(new PluginProblem(offer.plugin().location(), reason));
  }
}
