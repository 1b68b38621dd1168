package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the resources of a template; it indexes all of them once per way of naming. */
final class Directory {
  private final Template template;
  private final Map<Naming, Index<Declaration>> indexes = new EnumMap<>(Naming.class);

  private Directory(Template template) {
    this.template = template;
  }

  static Directory of(Template template) {
    return template.derived(Directory.class, Directory::new);
  }

  /** What a text names, in the order of the template. */
  Stream<Declaration> find(Naming naming, String text) {
    return indexes.computeIfAbsent(naming, this::index).find(text);
  }

  private Index<Declaration> index(Naming naming) {
    Index<Declaration> index = new Index<>();
    template.declarations().forEach(one -> index.add(one, naming.of(one)));
    return index;
  }

  /** The resources whose logical ids a property names, in the order of the template. */
  Stream<Declaration> referred(Property property) {
    return property.names().stream()
        .flatMap(name -> template.declared(name).stream())
        .sorted(Comparator.comparing(one -> one.at().line()));
  }
}
