package org.menagerie.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Changes valid inputs as damage, mistakes and malice do: some changes are of bytes, others of what
 * looks like a word, a number or a quoted text, so that many inputs still parse and only mean what
 * cannot be.
 */
final class Mutator {
  private static final int MOST_CHANGES = 3;
  private static final int LONGEST_REPETITION = 20_000;

  /** Numbers, quoted texts, words, punctuation. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|\"(?:[^\"\\\\\n]|\\\\.)*+\"|[\\p{L}_][\\p{L}\\d_-]*|[\\[\\]{}():,=]");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "-5",
          "1",
          "2",
          "7",
          "99",
          "1000",
          "10001",
          "1.5",
          "0.1",
          "1e-320",
          "1e309",
          "-1e309",
          "1e999999999",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          "NaN",
          "Infinity",
          "-Infinity",
          "0x10",
          "1_000",
          "٣",
          "1d",
          "007");

  private static final List<String> WORDS =
      List.of(
          "null",
          "true",
          "false",
          "\"\"",
          "\"NaN\"",
          "\"Infinity\"",
          "\"1\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "\"=1+1\"",
          "\"<script>alert(1)</script>\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\"",
          "\"../../etc/passwd\"",
          "none",
          "~",
          "");

  private static final List<byte[]> ODD_BYTES =
      List.of(
          new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
          new byte[] {0},
          new byte[] {0x1b, '[', '2', 'J'},
          new byte[] {(byte) 0xff, (byte) 0xfe},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {(byte) 0xc0, (byte) 0x80},
          new byte[] {(byte) 0xe2, (byte) 0x80, (byte) 0xa8},
          new byte[] {'\r'},
          new byte[] {'\n'},
          new byte[] {'\t'},
          new byte[] {'"'},
          new byte[] {'\\'});

  private final List<byte[]> seeds;
  private final Random random;

  /**
   * @param seeds valid inputs, at least one, none of them empty
   * @param random decides on every change
   */
  Mutator(List<byte[]> seeds, Random random) {
    this.seeds = List.copyOf(seeds);
    this.random = random;
  }

  /** The next input: one of the seeds with one to three changes. */
  byte[] next() {
    byte[] input = any(seeds);
    for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
      input =
          input.length == 0
              ? any(ODD_BYTES)
              : random.nextInt(3) == 0 ? ofBytes(input) : ofTokens(input);
    }
    return input;
  }

  private byte[] ofBytes(byte[] input) {
    int from = random.nextInt(input.length);
    int to = from + 1 + random.nextInt(Math.min(input.length - from, 64));
    byte[] range = Arrays.copyOfRange(input, from, to);
    return switch (random.nextInt(8)) {
      case 0 -> {
        byte[] flipped = input.clone();
        flipped[from] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> Arrays.copyOf(input, from);
      case 2 -> joined(input, from, to, new byte[0]);
      case 3 -> joined(input, from, from, range);
      case 4 -> joined(input, from, to, any(ODD_BYTES));
      case 5 -> {
        byte[] noise = new byte[range.length];
        random.nextBytes(noise);
        yield joined(input, from, to, noise);
      }
      case 6 -> {
        byte[] other = any(seeds);
        int cut = random.nextInt(other.length);
        yield joined(input, from, input.length, Arrays.copyOfRange(other, cut, other.length));
      }
      default -> joined(input, from, from, repeated(range));
    };
  }

  private byte[] ofTokens(byte[] input) {
    String text = new String(input, UTF_8);
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return ofBytes(input);
    }
    MatchResult token = any(tokens);
    String changed =
        switch (random.nextInt(8)) {
          case 0, 1, 2 ->
              replaced(
                  text,
                  token,
                  Character.isLetter(token.group().charAt(0)) || random.nextInt(4) == 0
                      ? any(WORDS)
                      : any(NUMBERS));
          case 3 -> replaced(text, token, "");
          case 4 -> replaced(text, token, token.group() + " " + token.group());
          case 5 -> swapped(text, token, any(tokens));
          case 6 -> replaced(text, token, any(tokens).group());
          default -> withChangedLines(text);
        };
    return changed.getBytes(UTF_8);
  }

  private String withChangedLines(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int line = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> lines.remove(line);
      case 1 -> lines.add(random.nextInt(lines.size() + 1), lines.get(line));
      default -> lines.add(random.nextInt(lines.size()), lines.remove(line));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String replaced(String text, MatchResult token, String replacement) {
    return text.substring(0, token.start()) + replacement + text.substring(token.end());
  }

  private static String swapped(String text, MatchResult one, MatchResult other) {
    MatchResult first = one.start() <= other.start() ? one : other;
    MatchResult second = one.start() <= other.start() ? other : one;
    if (first.start() == second.start()) {
      return text;
    }
    return text.substring(0, first.start())
        + second.group()
        + text.substring(first.end(), second.start())
        + first.group()
        + text.substring(second.end());
  }

  private byte[] repeated(byte[] range) {
    int times = 1 + random.nextInt(Math.max(1, LONGEST_REPETITION / range.length));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.writeBytes(range);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] input, int from, int to, byte[] replacement) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(input, 0, from);
    out.writeBytes(replacement);
    out.write(input, to, input.length - to);
    return out.toByteArray();
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
