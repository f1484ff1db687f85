package org.menagerie.engine.vector.step;

import org.menagerie.engine.vector.graph.FusedOp;
import org.menagerie.engine.vector.op.Block;
import org.menagerie.engine.vector.op.Profile.Part;
import org.menagerie.engine.vector.op.Rows;
import org.menagerie.engine.vector.op.Worker;
import org.menagerie.engine.vector.threads.ThreadPool;

/**
 * The rows of an operation's values for a block. The block's worker computes them from the top;
 * when no block is left to start, idle workers join in from the bottom. Sums over all rows are
 * taken in the order of rows, whichever worker computed them.
 */
final class SharedRows implements Rows {
  private final FusedOp op;
  private final Block block;
  private final boolean training;
  private final ThreadPool<Worker> pool;
  private int top;
  private int bottom;
  private int guests;
  private boolean offered;

  SharedRows(FusedOp op, Block block, boolean training, ThreadPool<Worker> pool) {
    this.op = op;
    this.block = block;
    this.training = training;
    this.pool = pool;
    this.bottom = op.layout().height();
  }

  /** Computes all rows, with help if there is any. */
  void compute(Worker worker) {
    worker.profile().start(op.index());
    op.operation().forward(op, block, worker, training, this);
    if (bottom < op.layout().height()) {
      ThreadPool.await(this::alone);
      worker.profile().start(op.index());
      for (int row = bottom; row < op.layout().height(); row++) {
        done(row);
      }
    }
    worker.profile().count(Part.FORWARD);
  }

  @Override
  public int first() {
    return 0;
  }

  @Override
  public boolean take(int row) {
    if (!offered && pool.isDraining()) {
      offered = true;
      pool.defer(this::join);
    }
    return takeTop();
  }

  @Override
  public void done(int row) {
    if (training) {
      op.rowComputed(block, row);
    }
  }

  private synchronized boolean takeTop() {
    if (top == bottom) {
      return false;
    }
    top++;
    return true;
  }

  /** As many rows as let both finish at about the same time; empty if that does not pay. */
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

  private void join(Worker guest) {
    Range rows = takeBottom();
    if (rows.isEmpty()) {
      return;
    }
    try {
      pool.defer(this::join);
      guest.profile().start(op.index());
      op.operation().forward(op, block, guest, training, rows);
      guest.profile().count(Part.FORWARD);
    } catch (RuntimeException | Error e) {
      // Before the block's worker continues, since the run may be over as soon as it does.
      pool.fail(e);
    } finally {
      leave();
      pool.wake();
    }
  }
}
