package org.menagerie.runner.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.watch.LiveRun.State;

/** Stops and resumes runs for those who know the token. */
final class Control {
  /** By which a request shows that it knows the token; no form of another page can send it. */
  static final String HEADER = "X-Menagerie-Token";

  /** 122 bits that nobody guesses. */
  private final String token = UUID.randomUUID().toString();

  private final Resuming resuming;

  Control(Resuming resuming) {
    this.resuming = resuming;
  }

  /** What the page's address ends in; browsers send it to no server. */
  String fragment() {
    return "#token=" + token;
  }

  /** Whether a request may do what it asks for; takes the same time whatever it says. */
  boolean allows(@Nullable String said) {
    return said != null && MessageDigest.isEqual(bytes(said), bytes(token));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /**
   * Asks for the end of a training at its next checkpoint, wherever that is.
   *
   * @return what happens, in a sentence
   * @throws MenagerieException if nobody trains it
   */
  String stop(LiveRun run) {
    if (run.state() != State.RUNNING && run.state() != State.STOPPING) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "Nobody trains this run, so there is nothing to stop.");
    }
    run.folder().requestStop();
    return "It stops when its epoch is trained.";
  }

  /**
   * Trains a run on from its checkpoint, in this command, when those before it are trained.
   *
   * @return what happens, in a sentence
   * @throws MenagerieException if it is trained or finished, or its folder was renamed
   */
  String resume(LiveRun run) {
    if (run.state() != State.STOPPED && run.state() != State.FAILED) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "This run is %s, so it cannot be resumed.".formatted(run.state().word()));
    }
    if (!run.name().equals(run.spec().runName())) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The folder of this run was renamed; call it %s again, and it can be resumed."
              .formatted(run.spec().runName()));
    }
    return resuming.add(run);
  }
}
