package org.menagerie.export.java;

import com.google.auto.service.AutoService;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.recipe.Arguments;

/** {@code java}: a class that needs nothing but Java. */
@AutoService(ExportFormat.class)
public final class JavaFormat implements ExportFormat {
  @Override
  public String name() {
    return "java";
  }

  @Override
  public String description() {
    return "source of one class with the weights in it, for Java 17 and nothing else";
  }

  @Override
  public String fileExtension() {
    return "java";
  }

  @Override
  public Exporter create(Arguments arguments) {
    return new ClassExporter();
  }
}
