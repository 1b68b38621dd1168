package io.github.standpipe.internal.shape;

import io.github.standpipe.internal.shape.Shape.Either;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Member;
import java.util.List;

/** Whether a value is known to be present only in some values of a shape. */
final class Optionality {
  private Optionality() {}

  static boolean of(Shape shape, List<String> path) {
    return switch (shape) {
      case Fields fields -> !path.isEmpty() && below(fields, path);
      case Listing(Shape element, boolean mayBeEmpty) -> mayBeEmpty || of(element, path);
      case Either(List<Shape> shapes) -> shapes.stream().allMatch(one -> of(one, path));
      default -> false;
    };
  }

  /** A key of a closed object that may be absent; in an open object nothing more is known. */
  private static boolean below(Fields fields, List<String> path) {
    Member member = fields.members().get(path.getFirst());
    return member != null
        && (!member.isSure() && !fields.isOpen() && !(member.shape() instanceof Shape.Open)
            || of(member.shape(), path.subList(1, path.size())));
  }
}
