package org.menagerie.plugins;

/** A service instance and the plug-in that it came from. */
record Offer<T>(T service, Plugin plugin) {}
