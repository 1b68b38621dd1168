package io.github.standpipe.jslt;

import com.schibsted.spt.data.jslt.impl.AbstractNode;
import com.schibsted.spt.data.jslt.impl.Location;

/**
 * A piece of a transform that JSLT's own operators can have as an operand. It has no place in the
 * file, for what fails is told by JSLT.
 */
abstract class Piece extends AbstractNode {
  static final Location NOWHERE = new Location(null, 0, 0);

  Piece() {
    super(NOWHERE);
  }
}
