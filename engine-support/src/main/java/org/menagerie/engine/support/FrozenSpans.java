package org.menagerie.engine.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The places of frozen parameters among all, laid end to end. */
record FrozenSpans(List<Span> spans) {

  /** From one index up to another, which is no part of it. */
  private record Span(int from, int to) {}

  static FrozenSpans of(ParameterLayout layout, Set<String> names) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < layout.parameters().size(); i++) {
      if (names.contains(layout.parameters().get(i).name())) {
        int from = layout.offset(i);
        long size = layout.parameters().get(i).shape().elements();
        spans.add(new Span(from, from + Math.toIntExact(size)));
      }
    }
    return new FrozenSpans(List.copyOf(spans));
  }

  /** Makes their gradients 0, so that they count in no norm and leave no momentum behind. */
  void clear(float[] gradients) {
    spans.forEach(span -> Arrays.fill(gradients, span.from(), span.to(), 0));
  }

  /** Their values; nothing where nothing is frozen. */
  float[] copy(float[] parameters) {
    return spans.isEmpty() ? parameters : parameters.clone();
  }

  /** Puts their values back, which weight decay may have changed. */
  void restore(float[] kept, float[] parameters) {
    spans.forEach(
        span ->
            System.arraycopy(kept, span.from(), parameters, span.from(), span.to() - span.from()));
  }
}
