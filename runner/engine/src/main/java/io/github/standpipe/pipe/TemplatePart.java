package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;

/** A piece of an input template: literal text, or a placeholder. */
sealed interface TemplatePart {

  String render(TemplateItem item);

  /** The position of a placeholder, which decides about quotes. */
  enum Position {
    /** It is the whole template. */
    WHOLE,
    /** A JSON value: {@code {"a": <$.b>}}. */
    VALUE,
    /** Inside a JSON string: {@code "from <$.b>"} or {@code "<$.b>"}. */
    STRING
  }

  /** A placeholder. */
  interface Named {
    String name();

    Position position();

    /** Where it begins in the template's text, from 0 on. */
    int at();

    JsonNode value(TemplateItem item);
  }

  record Text(String text) implements TemplatePart {
    @Override
    public String render(TemplateItem item) {
      return text;
    }
  }

  /** {@code <$.a.b[0]>}: a path into the item. */
  record Path(TemplatePath path, Position position, int at) implements TemplatePart, Named {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public JsonNode value(TemplateItem item) {
      return item.at(path);
    }

    @Override
    public String render(TemplateItem item) {
      return insert(item, item.at(path), position, path.toString());
    }
  }

  /** {@code <aws.pipes.pipe-name>}: a reserved variable. */
  record Variable(String name, Position position, int at) implements TemplatePart, Named {
    @Override
    public JsonNode value(TemplateItem item) {
      return item.variable(name);
    }

    @Override
    public String render(TemplateItem item) {
      return insert(item, item.variable(name), position, name);
    }
  }

  private static String insert(TemplateItem item, JsonNode value, Position position, String name) {
    return switch (position) {
      case WHOLE -> whole(item, value, name);
      case VALUE ->
          item.writing() == TemplateItem.Writing.TEXT
              ? plain(item, value, name)
              : value(item, value, name);
      case STRING -> inString(item, value, name);
    };
  }

  /** Rules {@code template-bare-json}, {@code template-bare-text} and {@code target-text}. */
  private static String whole(TemplateItem item, JsonNode value, String name) {
    if (item.writing() == TemplateItem.Writing.JSON) {
      throw notJson(value, name);
    }
    return plain(item, value, name);
  }

  /** A value in a text: JSON loses its quotes, and nothing is escaped. */
  private static String plain(TemplateItem item, JsonNode value, String name) {
    if (value.isNull()) {
      throw new Fault("<" + name + "> is null, and what AWS writes in a text is unsettled");
    }
    if (!value.isContainerNode()) {
      return value.isTextual() ? value.textValue() : Json.text(value);
    }
    item.warn(
        "template-bare-json",
        "<"
            + name
            + "> is JSON, and loses its quotes in a text; wrap it: {\"data\": <"
            + name
            + ">}");
    return item.bodyText(name).orElseGet(() -> Json.text(value)).replace("\"", "");
  }

  private static Fault notJson(JsonNode value, String name) {
    String fault =
        value.isContainerNode()
            ? "loses its quotes and is not JSON"
            : "is not known to produce JSON on AWS";
    return new Fault(
        "<" + name + "> as the whole template " + fault + "; wrap it: {\"data\": <" + name + ">}");
  }

  /** Rules {@code template-value-*}: a string gets quotes, anything else is inserted as JSON. */
  private static String value(TemplateItem item, JsonNode value, String name) {
    if (value.isTextual() && holdsEscapes(value.textValue())) {
      item.warn("U2", "<" + name + "> holds a quote, a backslash or a line break; it was escaped");
    }
    if (value.isNull()) {
      item.warn("template-null", "<" + name + "> is null; it was inserted as null");
    }
    return Json.text(value);
  }

  /** Rules {@code template-string-*}: text as it is, JSON without its quotes. */
  private static String inString(TemplateItem item, JsonNode value, String name) {
    if (value.isNull()) {
      throw new Fault("<" + name + "> is null inside a string, and what AWS writes is unsettled");
    }
    String text = value.isTextual() ? value.textValue() : Json.text(value);
    String inserted = value.isContainerNode() ? text.replace("\"", "") : text;
    if (holdsEscapes(inserted)) {
      item.insertRaw(
          "<"
              + name
              + "> holds a quote, a backslash or a line break; inside quotes it is not escaped");
    }
    return inserted;
  }

  private static boolean holdsEscapes(String text) {
    return text.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ');
  }
}
