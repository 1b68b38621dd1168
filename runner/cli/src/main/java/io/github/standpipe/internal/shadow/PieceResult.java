package io.github.standpipe.internal.shadow;

import io.github.standpipe.json.Fault;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A piece that is compared, or will be. */
record PieceResult(EventPiece piece, Future<ShadowFindings> future) {
  boolean isDone() {
    return future.isDone();
  }

  ShadowFindings findings() {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Fault("the comparison", "was interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
