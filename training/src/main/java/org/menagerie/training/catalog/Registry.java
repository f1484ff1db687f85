package org.menagerie.training.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.text.DidYouMean;

/** Things of one kind by name, in the order of their names. */
public final class Registry<T> {
  private final String kind;
  private final String home;
  private final SortedMap<String, T> entries = new TreeMap<>();

  Registry(String kind, Collection<? extends T> entries, Function<? super T, String> name) {
    this(kind, "", entries, name);
  }

  /**
   * @param home what the things belong to, with its preposition; empty if to nothing
   */
  Registry(
      String kind, String home, Collection<? extends T> entries, Function<? super T, String> name) {
    this.kind = kind;
    this.home = home.isEmpty() ? "" : " " + home;
    for (T entry : entries) {
      if (this.entries.put(name.apply(entry), entry) != null) {
        throw new IllegalArgumentException("two of " + kind + " " + name.apply(entry));
      }
    }
  }

  public Set<String> names() {
    return entries.keySet();
  }

  public List<T> all() {
    return List.copyOf(entries.values());
  }

  /**
   * The thing of that name.
   *
   * @throws MenagerieException if there is none of that name; the message lists those that are
   *     there
   */
  public T get(String name) {
    T entry = entries.get(name);
    if (entry == null) {
      throw new MenagerieException(
          ErrorCode.UNKNOWN_NAME,
          "There is no %s \"%s\"%s.%s %s."
              .formatted(
                  kind,
                  name,
                  home,
                  DidYouMean.hint(name, names()),
                  entries.isEmpty()
                      ? "None is installed"
                      : "Available: " + String.join(", ", names())));
    }
    return entry;
  }
}
