package io.github.standpipe.template;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/** The events of a YAML parser for a text, without places. */
record YamlEvents(List<String> events) {

  static YamlEvents of(String text) {
    List<String> events = new ArrayList<>();
    try {
      new Yaml(YamlValues.options())
          .parse(new StringReader(TemplateEdit.withoutMark(text)))
          .forEach(event -> events.add(event.toString()));
    } catch (YAMLException e) {
      // such a text has nothing in common with another
      events.add("no YAML");
    }
    return new YamlEvents(events);
  }

  /**
   * Whether a changed text has the same events, except for a given number, and additional ones at
   * one place.
   */
  boolean stayIn(String changed, int gone) {
    List<String> after = of(changed).events();
    int most = Math.min(events.size(), after.size());
    int head = 0;
    while (head < most && events.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head && last(events, tail).equals(last(after, tail))) {
      tail++;
    }
    return head + tail >= events.size() - gone && after.size() > events.size();
  }

  private static String last(List<String> events, int before) {
    return events.get(events.size() - 1 - before);
  }
}
