package org.menagerie.plugins;

/**
 * Makes a plug-in's class loader the thread's own while the plug-in is called: libraries that it
 * carries look there for services and would find the framework's.
 */
final class LoaderSwap implements AutoCloseable {
  private final ClassLoader before;

  private LoaderSwap(ClassLoader before) {
    this.before = before;
  }

  static LoaderSwap to(Plugin plugin) {
    Thread thread = Thread.currentThread();
    LoaderSwap swap = new LoaderSwap(thread.getContextClassLoader());
    thread.setContextClassLoader(plugin.loader());
    return swap;
  }

  @Override
  public void close() {
    Thread.currentThread().setContextClassLoader(before);
  }
}
