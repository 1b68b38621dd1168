package io.github.standpipe.internal.jslt;

import com.schibsted.spt.data.jslt.impl.AbstractNode;
import com.schibsted.spt.data.jslt.impl.Location;

/**
 * A piece of a transform that can be an operand of JSLT's own operators. It has no place in the
 * file, because JSLT reports failures.
 */
abstract class Piece extends AbstractNode {
  static final Location NOWHERE = new Location(null, 0, 0);

  Piece() {
    super(NOWHERE);
  }
}
