package io.github.standpipe.internal.delivery;

import io.github.standpipe.pipe.Target;
import java.util.List;

/** A service that takes entries: a queue, a bus or a log group. */
@FunctionalInterface
public interface EntryService {

  /** Sends the entries of one batch; a failure is part of the result. */
  Delivery send(List<Target.Entry> entries);
}
