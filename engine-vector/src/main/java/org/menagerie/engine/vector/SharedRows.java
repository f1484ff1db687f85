package org.menagerie.engine.vector;

import org.menagerie.engine.vector.Profile.Part;

/**
 * The rows of what a unit's operation gives for a block. Its worker computes them from the top;
 * when no block is left to begin, whoever is idle joins in from the bottom. Sums over all rows are
 * taken in the order of rows, whoever has computed them.
 */
final class SharedRows implements Rows {
  private final Unit unit;
  private final BlockState block;
  private final boolean training;
  private final Team team;
  private int top;
  private int bottom;
  private int guests;
  private boolean offered;

  SharedRows(Unit unit, BlockState block, boolean training, Team team) {
    this.unit = unit;
    this.block = block;
    this.training = training;
    this.team = team;
    this.bottom = unit.layout().height();
  }

  /** Computes all rows, with help if there is any. */
  void compute(WorkerState worker) {
    worker.profile.start();
    unit.operation().forward(unit, block, worker, training, this);
    if (bottom < unit.layout().height()) {
      Helper.await(this::alone);
      worker.profile.start();
      for (int row = bottom; row < unit.layout().height(); row++) {
        unit.rowDone(block, row, training);
      }
    }
    worker.profile.count(unit.index(), Part.FORWARD);
  }

  @Override
  public int first() {
    return 0;
  }

  @Override
  public boolean take(int row) {
    if (!offered && team.runsOut()) {
      offered = true;
      team.putOff(this::join);
    }
    return takeTop();
  }

  @Override
  public void done(int row) {
    unit.rowDone(block, row, training);
  }

  private synchronized boolean takeTop() {
    if (top == bottom) {
      return false;
    }
    top++;
    return true;
  }

  /** So many rows that both are done at about the same time; empty if that does not pay. */
  private synchronized Range takeBottom() {
    int end = bottom;
    int rows = (end - top) / 2;
    if (rows > 0) {
      bottom -= rows;
      guests++;
    }
    return new Range(end - rows, end);
  }

  private synchronized boolean alone() {
    return guests == 0;
  }

  private synchronized void leave() {
    guests--;
  }

  private void join(WorkerState guest) {
    Range rows = takeBottom();
    if (rows.isEmpty()) {
      return;
    }
    try {
      team.putOff(this::join);
      guest.profile.start();
      unit.operation().forward(unit, block, guest, training, rows);
      guest.profile.count(unit.index(), Part.FORWARD);
    } catch (RuntimeException | Error e) {
      // Before the block's worker goes on, since the run may be over as soon as it does.
      team.fail(e);
    } finally {
      leave();
      team.wake();
    }
  }
}
