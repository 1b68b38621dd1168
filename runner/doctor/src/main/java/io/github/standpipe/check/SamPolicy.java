package io.github.standpipe.check;

import io.github.standpipe.template.Property;
import io.github.standpipe.template.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a policy template of SAM.
 *
 * @param resources a service and the end of an ARN of this account, with parameters in braces, or
 *     {@code *}
 */
record SamPolicy(List<String> actions, List<String> resources) {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final Map<String, List<SamPolicy>> KNOWN = read();

  /** The statements of a policy template; empty if it is unknown. */
  static Optional<List<SamPolicy>> of(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  private static Map<String, List<SamPolicy>> read() {
    Map<String, List<SamPolicy>> all = new LinkedHashMap<>();
    try (InputStream in = SamPolicy.class.getResourceAsStream("sam-policies.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        String[] fields = line.split("; ", -1);
        if (!line.startsWith("#")) {
          all.computeIfAbsent(fields[0], name -> new ArrayList<>())
              .add(new SamPolicy(List.of(fields[1].split(", ")), List.of(fields[2].split(", "))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** What it grants with the parameters of a function, as SAM writes them into an ARN. */
  Statement with(Property parameters, Template template) {
    List<Optional<String>> named =
        resources.stream().map(one -> filled(one, parameters).map(t -> arn(t, template))).toList();
    return Statement.granting(actions, named, shown(parameters));
  }

  private static Optional<String> filled(String resource, Property parameters) {
    Matcher parameter = PARAMETER.matcher(resource);
    StringBuilder filled = new StringBuilder();
    while (parameter.find()) {
      Optional<String> value = parameters.get(parameter.group(1)).text();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      parameter.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(parameter.appendTail(filled).toString());
  }

  private static String arn(String text, Template template) {
    String[] parts = text.split(":", 2);
    return text.startsWith("arn:") || parts.length < 2
        ? text
        : parts[1].startsWith("::")
            ? template.globalArn(parts[0], parts[1].substring(2))
            : template.arn(parts[0], parts[1]);
  }

  /** The parameter that names the resource, or all of them. */
  private static Property shown(Property parameters) {
    List<String> keys = parameters.keys();
    return keys.size() == 1 ? parameters.get(keys.getFirst()) : parameters;
  }
}
