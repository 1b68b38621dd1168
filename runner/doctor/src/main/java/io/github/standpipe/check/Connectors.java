package io.github.standpipe.check;

import io.github.standpipe.template.Declaration;
import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The connectors of SAM, which grant the resources at their ends permissions that the template does
 * not list.
 */
final class Connectors {
  private final Index<Property> byEnd = new Index<>();
  private final List<Property> open = new ArrayList<>();

  private Connectors(Template template) {
    template
        .declarations("AWS::Serverless::Connector")
        .forEach(connector -> add(connector.properties()));
  }

  static Connectors of(Template template) {
    return template.derived(Connectors.class, Connectors::new);
  }

  private void add(Property connector) {
    List<Property> ids =
        Stream.of("Source", "Destination")
            .flatMap(end -> connector.get(end).itemsOrSelf().stream())
            .map(end -> end.get("Id"))
            .toList();
    byEnd.add(connector, ids.stream().flatMap(id -> id.text().stream()));
    if (ids.stream().anyMatch(id -> id.text().isEmpty())) {
      open.add(connector);
    }
  }

  /** Those that may grant a resource something. */
  List<Property> of(Declaration resource) {
    return Stream.concat(byEnd.find(resource.logicalId()), open.stream()).distinct().toList();
  }
}
