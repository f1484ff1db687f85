package org.menagerie.reports.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import org.menagerie.reports.chart.Theme;

/** The assets of the page: its style and its script. */
final class Assets {
  private Assets() {}

  static String style() {
    return read("page.css") + Theme.CSS;
  }

  static String script() {
    return read("page.js");
  }

  /** A policy that lets the page load nothing and run only this script, whatever its content. */
  static String securityPolicy() {
    return "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-%s'"
        .formatted(Base64.getEncoder().encodeToString(sha256(script())));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
