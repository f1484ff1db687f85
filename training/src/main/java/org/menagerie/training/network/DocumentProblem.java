package org.menagerie.training.network;

import static java.util.Objects.requireNonNull;

import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/** The first thing in a document that is wrong. */
final class DocumentProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;

  /**
   * @param place in the document, such as {@code layers[3].kernel}; empty for the whole of it
   * @param sentence without a stop at its end
   */
  DocumentProblem(String place, String sentence) {
    super(sentence);
    this.place = place;
  }

  String place() {
    return place;
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }

  MenagerieException toException() {
    return new MenagerieException(ErrorCode.INVALID_NETWORK, getMessage() + ".", this);
  }
}
