package org.menagerie.plugins;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A proxy for a service of a plug-in and for what the service makes: whatever goes wrong there, at
 * any time, becomes a sentence that names the plug-in.
 */
final class Guard implements InvocationHandler {
  private static final String API = "org.menagerie.api.";

  private final Plugin plugin;
  private final String subject;
  private final Object target;

  private Guard(Plugin plugin, String subject, Object target) {
    this.plugin = plugin;
    this.subject = subject;
    this.target = target;
  }

  /**
   * The guarded service.
   *
   * @param subject what messages call it, for example {@code model zoo/name}
   */
  static <T> T around(T service, Class<T> type, String subject, Plugin plugin) {
    return type.cast(proxy(type, new Guard(plugin, subject, requireNonNull(service))));
  }

  private static Object proxy(Class<?> type, Guard guard) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, guard);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ownAnswer(proxy, method, arguments);
    }
    try {
      Object answer = PluginCall.of(plugin, target, method, arguments);
      return answer != null && hasCode(method.getReturnType())
          ? proxy(method.getReturnType(), new Guard(plugin, subject, answer))
          : answer;
    } catch (OutOfMemoryError e) {
      // That may be anybody's fault.
      throw e;
    } catch (MenagerieException e) {
      // A plug-in may complain about its arguments; without any, it is to blame.
      throw method.getParameterCount() > 0
          ? new MenagerieException(e.code(), FailureReason.oneLine(e.getMessage()), e)
          : failure(method, e);
    } catch (Throwable e) {
      throw failure(method, e);
    }
  }

  /** Whether that is something with code of its own, such as a curve, a loss or a session. */
  private static boolean hasCode(Class<?> type) {
    return type.isInterface() && type.getName().startsWith(API);
  }

  private MenagerieException failure(Method method, Throwable cause) {
    return new MenagerieException(
        ErrorCode.PLUGIN_BROKEN,
        "The %s of the plug-in %s failed in %s(): %s."
            .formatted(
                subject, plugin.location(), method.getName(), FailureReason.of(cause, plugin)),
        FailureReason.printable(cause));
  }

  /** Equality and text are not left to the plug-in. */
  private Object ownAnswer(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> subject + " of " + plugin.location();
    };
  }
}
