package io.github.standpipe.internal.bus;

import io.github.standpipe.json.Fault;
import io.github.standpipe.template.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The resources of one type that stand in front of queues. */
record FeederResources(Template template, String type) {

  /** Those that are there, or whose condition cannot be decided. */
  List<FeederResource> all() {
    return template.declarations(type).stream().map(FeederResource::new).toList();
  }

  /** Those that a false condition leaves out. */
  List<FeederResource> absent() {
    return template.leftOut().stream()
        .filter(one -> one.is(type))
        .map(FeederResource::new)
        .toList();
  }

  /** Those whose ARN is known, by it. */
  Map<String, FeederResource> byArn() {
    Map<String, FeederResource> known = new LinkedHashMap<>();
    all().forEach(one -> one.resource().arn().ifPresent(arn -> known.put(arn, one)));
    return known;
  }

  Stream<String> arns() {
    return byArn().keySet().stream();
  }

  /** Why the others cannot be used, by their logical ids and names. */
  Map<String, Fault> unread() {
    Map<String, Fault> unread = new LinkedHashMap<>();
    for (FeederResource one : all()) {
      if (one.resource().arn().isEmpty()) {
        Fault why = new Fault(one.where(), "its ARN is not known here; give its parameters");
        unread.put(one.resource().logicalId(), why);
        unread.put(one.name(), why);
      }
    }
    return unread;
  }
}
