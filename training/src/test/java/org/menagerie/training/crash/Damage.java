package org.menagerie.training.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The ways in which files of a run's folder come to harm, by disks as well as by people. */
enum Damage {
  FLIPPED_BIT {
    @Override
    byte[] of(byte[] bytes, Random random) {
      byte[] copy = bytes.clone();
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
      return copy;
    }
  },
  CUT_OFF {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
  },
  EMPTY {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return new byte[0];
    }
  },
  MISSING {
    @Override
    byte @Nullable [] of(byte[] bytes, Random random) {
      return null;
    }
  },
  LONGER {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(100));
    }
  },
  ZEROS {
    @Override
    byte[] of(byte[] bytes, Random random) {
      byte[] copy = bytes.clone();
      int from = random.nextInt(copy.length);
      Arrays.fill(copy, from, Math.min(copy.length, from + 1 + random.nextInt(512)), (byte) 0);
      return copy;
    }
  },
  DOUBLED_LINE {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return lines(
          bytes,
          lines -> {
            int line = random.nextInt(lines.size());
            lines.add(line, lines.get(line));
          });
    }
  },
  REMOVED_LINE {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return lines(bytes, lines -> lines.remove(random.nextInt(lines.size())));
    }
  },
  SWAPPED_LINES {
    @Override
    byte[] of(byte[] bytes, Random random) {
      return lines(
          bytes,
          lines ->
              Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size())));
    }
  },
  /** What a text editor does to a number. */
  OTHER_DIGIT {
    @Override
    byte[] of(byte[] bytes, Random random) {
      byte[] copy = bytes.clone();
      int from = random.nextInt(copy.length);
      for (int i = 0; i < copy.length; i++) {
        int at = (from + i) % copy.length;
        if (copy[at] >= '0' && copy[at] <= '9') {
          copy[at] = (byte) ('0' + random.nextInt(10));
          break;
        }
      }
      return copy;
    }
  },
  /** Behind the header of a safetensors file; anywhere in others. */
  NAN {
    @Override
    byte[] of(byte[] bytes, Random random) {
      byte[] copy = bytes.clone();
      if (copy.length < 16) {
        return copy;
      }
      ByteBuffer buffer = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
      long header = buffer.getLong(0);
      int data = header > 0 && header < copy.length - 16 ? (int) header + 8 : 8;
      int floats = (copy.length - data) / 4;
      buffer.putFloat(data + 4 * random.nextInt(floats), Float.NaN);
      return copy;
    }
  };

  /** The damaged contents, or none if the file is gone. */
  abstract byte @Nullable [] of(byte[] bytes, Random random);

  private interface Change {
    void to(List<String> lines);
  }

  private static byte[] lines(byte[] bytes, Change change) {
    List<String> lines = new ArrayList<>(List.of(new String(bytes, UTF_8).split("(?<=\n)", -1)));
    change.to(lines);
    return String.join("", lines).getBytes(UTF_8);
  }

  /**
   * Damages one of the files of a run.
   *
   * @param files of the run by name, which are changed
   * @param others by name, of another run or an earlier time, that may take a file's place
   * @return what was done, in words
   */
  static String any(Map<String, byte[]> files, List<Map<String, byte[]>> others, Random random) {
    List<String> names = List.copyOf(files.keySet());
    String name = names.get(random.nextInt(names.size()));
    int kind = random.nextInt(values().length + 3);
    if (kind > values().length) {
      Map<String, byte[]> other = others.get(random.nextInt(others.size()));
      List<String> known = List.copyOf(other.keySet());
      String source = other.containsKey(name) ? name : known.get(random.nextInt(known.size()));
      files.put(name, other.get(source));
      return name + " REPLACED BY ANOTHER " + source;
    }
    if (kind == values().length) {
      String second = names.get(random.nextInt(names.size()));
      byte[] first = files.get(name);
      files.put(name, files.get(second));
      files.put(second, first);
      return name + " SWAPPED WITH " + second;
    }
    byte[] before = files.get(name);
    byte[] after = before.length == 0 ? new byte[1] : values()[kind].of(before, random);
    if (after == null) {
      files.remove(name);
    } else {
      files.put(name, after);
    }
    return name + " " + values()[kind];
  }
}
