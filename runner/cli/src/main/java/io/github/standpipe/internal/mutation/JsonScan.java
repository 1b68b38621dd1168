package io.github.standpipe.internal.mutation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.standpipe.internal.mutation.SourceNode.Kind;
import io.github.standpipe.internal.mutation.SourceNode.Member;
import io.github.standpipe.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a valid JSON text with the place of each value, to the character. */
final class JsonScan {
  private final String text;
  private int at;

  private JsonScan(String text) {
    this.text = text;
  }

  /** Empty for a text that is not one JSON value. */
  static Optional<SourceNode> of(String text) {
    try {
      Json.parse(text);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    return Optional.of(new JsonScan(text).value());
  }

  private SourceNode value() {
    skip();
    int from = at;
    return switch (text.charAt(at)) {
      case '{' -> mapping(from);
      case '[' -> list(from);
      case '"' -> SourceNode.scalar(Kind.TEXT, from, string(), decoded(from));
      default -> literal(from);
    };
  }

  private SourceNode mapping(int from) {
    List<Member> members = new ArrayList<>();
    at++;
    for (skip(); text.charAt(at) != '}'; skip()) {
      int key = at;
      int keyEnd = string();
      String name = decoded(key);
      skip();
      at++; // the colon
      members.add(new Member(name, key, keyEnd, value()));
      comma();
    }
    return new SourceNode(Kind.MAPPING, from, ++at, "", members, List.of());
  }

  private SourceNode list(int from) {
    List<SourceNode> items = new ArrayList<>();
    at++;
    for (skip(); text.charAt(at) != ']'; skip()) {
      items.add(value());
      comma();
    }
    return new SourceNode(Kind.LIST, from, ++at, "", List.of(), items);
  }

  private SourceNode literal(int from) {
    while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0
        || at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String value = text.substring(from, at);
    Kind kind =
        switch (value) {
          case "true", "false" -> Kind.BOOLEAN;
          case "null" -> Kind.NULL;
          default -> Kind.NUMBER;
        };
    return SourceNode.scalar(kind, from, at, value);
  }

  /** Reads a string; returns its end. */
  private int string() {
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
    }
    return ++at;
  }

  private String decoded(int from) {
    try {
      return Json.parse(text.substring(from, at)).asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the text was parsed", e);
    }
  }

  private void comma() {
    skip();
    if (text.charAt(at) == ',') {
      at++;
    }
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
