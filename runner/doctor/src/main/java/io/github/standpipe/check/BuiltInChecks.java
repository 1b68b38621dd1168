package io.github.standpipe.check;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.Stream;

/** The checks of this package; a test keeps the index of their names complete. */
final class BuiltInChecks {
  static final String INDEX = "checks.index";

  private static final List<BuiltInCheck> ALL = names().map(BuiltInChecks::create).toList();

  private BuiltInChecks() {}

  /** The checks that examine each pipe. */
  static Stream<Check> ofPipes() {
    return all(Check.class);
  }

  /** The checks that examine the template as a whole. */
  static Stream<TemplateWide> ofTemplates() {
    return all(TemplateWide.class);
  }

  /** The checks that examine the template with all of its pipes. */
  static Stream<AcrossPipes> acrossPipes() {
    return all(AcrossPipes.class);
  }

  /** The simple names of their classes. */
  static Stream<String> names() {
    return PageText.of(BuiltInChecks.class, INDEX).lines();
  }

  private static <T extends BuiltInCheck> Stream<T> all(Class<T> sort) {
    return ALL.stream().filter(sort::isInstance).map(sort::cast);
  }

  private static BuiltInCheck create(String name) {
    try {
      Class<?> type = Class.forName(BuiltInChecks.class.getPackageName() + "." + name);
      Constructor<? extends BuiltInCheck> constructor =
          type.asSubclass(BuiltInCheck.class).getDeclaredConstructor();
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(INDEX + " names " + name, e);
    }
  }
}
