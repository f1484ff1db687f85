package org.menagerie.reports.table;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.reports.evidence.Protocol;

/**
 * One line of a subject at a terminal: it has one for each protocol, and more if it takes more to
 * say which it is.
 *
 * @param subject of the line
 * @param protocol of this line
 * @param identity the first cell
 */
record Line<T>(T subject, Optional<Protocol> protocol, String identity) {

  /** Those of a subject. */
  static <T> Stream<Line<T>> of(T subject, List<String> identity) {
    Protocol[] protocols = Protocol.values();
    return IntStream.range(0, Math.max(identity.size(), protocols.length))
        .mapToObj(
            i ->
                new Line<>(
                    subject,
                    i < protocols.length ? Optional.of(protocols[i]) : Optional.empty(),
                    i < identity.size() ? identity.get(i) : ""));
  }

  static <T> Column<Line<T>> identityColumn() {
    return Column.text("model", Line::identity);
  }

  static <T> Column<Line<T>> epochColumn() {
    return Column.text(
        "epoch", line -> line.cell((subject, p) -> p == Protocol.FINAL ? "final" : "best*"));
  }

  /** A cell for each protocol. */
  String cell(BiFunction<T, Protocol, String> text) {
    return protocol.map(p -> text.apply(subject, p)).orElse("");
  }

  /** A cell of the first line alone. */
  String first(Function<T, String> text) {
    return cell((any, p) -> p == Protocol.FINAL ? text.apply(any) : "");
  }
}
