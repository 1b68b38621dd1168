package io.github.standpipe.internal.shape;

import io.github.standpipe.internal.shape.Shape.Either;
import io.github.standpipe.internal.shape.Shape.Fields;
import io.github.standpipe.internal.shape.Shape.Listing;
import io.github.standpipe.internal.shape.Shape.Matched;
import io.github.standpipe.internal.shape.Shape.Member;
import io.github.standpipe.internal.shape.Shape.NoLeaf;
import io.github.standpipe.internal.shape.Shape.Open;
import io.github.standpipe.internal.shape.Shape.PlainText;
import io.github.standpipe.internal.shape.Shape.Single;
import java.util.List;

/**
 * What a path of a template finds in a shape. Such a path does not look through arrays.
 *
 * @param shape of what is found, if anything
 * @param presence whether something is found
 */
public record Reach(Shape shape, Truth presence) {
  private static final Reach NOTHING = new Reach(Shape.OPEN, Truth.NEVER);

  /**
   * Follows a path.
   *
   * @param steps keys, and {@code [0]} for an element of an array
   */
  public static Reach of(Shape shape, List<String> steps) {
    if (steps.isEmpty()) {
      return shape instanceof NoLeaf
          ? new Reach(Shape.OPEN, Truth.PERHAPS)
          : new Reach(shape, Truth.ALWAYS);
    }
    String step = steps.getFirst();
    List<String> rest = steps.subList(1, steps.size());
    return switch (shape) {
      case PlainText() -> NOTHING;
      case Single single -> NOTHING;
      case Listing(Shape element, boolean mayBeEmpty) ->
          step.startsWith("[") ? of(element, rest).perhaps() : NOTHING;
      case Fields fields when fields.isLoose() -> new Reach(Shape.OPEN, Truth.PERHAPS);
      case Fields fields -> step.startsWith("[") ? NOTHING : below(fields, step, rest);
      case Either(List<Shape> shapes) ->
          either(shapes.stream().map(one -> of(one, steps)).toList());
      case Open() -> new Reach(Shape.OPEN, Truth.PERHAPS);
      case Matched matched -> new Reach(Shape.OPEN, Truth.PERHAPS);
      case NoLeaf() -> new Reach(Shape.OPEN, Truth.PERHAPS);
    };
  }

  private static Reach below(Fields fields, String step, List<String> rest) {
    Member member = fields.members().get(step);
    if (member == null) {
      return fields.isOpen() ? new Reach(Shape.OPEN, Truth.PERHAPS) : NOTHING;
    }
    Reach below = of(member.shape(), rest);
    return member.isSure() ? below : below.perhaps();
  }

  private static Reach either(List<Reach> all) {
    List<Reach> found = all.stream().filter(one -> one.presence() != Truth.NEVER).toList();
    return new Reach(
        Shape.either(found.stream().map(Reach::shape).toList()),
        Truth.whichever(all.stream().map(Reach::presence).toList()));
  }

  private Reach perhaps() {
    return presence == Truth.NEVER ? this : new Reach(shape, Truth.PERHAPS);
  }

  /** Whether an object or an array is certainly present. */
  public boolean isSurelyContainer() {
    return presence == Truth.ALWAYS
        && shape.alternatives().stream()
            .allMatch(one -> one instanceof Fields || one instanceof Listing);
  }
}
