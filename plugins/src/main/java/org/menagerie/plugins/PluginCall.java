package org.menagerie.plugins;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls of a plug-in's methods. */
final class PluginCall {
  private PluginCall() {}

  /**
   * The answer of a call. It is never null unless the method is void, and later changes by the
   * plug-in do not affect it.
   *
   * @throws Throwable whatever the plug-in throws
   */
  @SuppressWarnings("try") // The swap does its work by being there.
  static @Nullable Object of(
      Plugin plugin, Object target, Method method, @Nullable Object @Nullable ... arguments)
      throws Throwable {
    Object answer;
    try (LoaderSwap swap = LoaderSwap.to(plugin)) {
      answer = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (answer == null && method.getReturnType() != void.class) {
      throw new NullPointerException(method.getName() + "() gives null");
    }
    if (answer instanceof List<?> list) {
      return List.copyOf(list);
    }
    return answer instanceof Map<?, ?> map ? Map.copyOf(map) : answer;
  }
}
