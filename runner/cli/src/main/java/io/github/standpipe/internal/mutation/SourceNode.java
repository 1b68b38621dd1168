package io.github.standpipe.internal.mutation;

import java.util.List;
import java.util.Optional;

/**
 * A value of a JSON or YAML text, with its place.
 *
 * @param kind what it is
 * @param from where it begins in the text
 * @param to where it ends, exclusive
 * @param value the text of a scalar; empty for anything else
 * @param members of a mapping, in order
 * @param items of a list, in order
 */
record SourceNode(
    Kind kind, int from, int to, String value, List<Member> members, List<SourceNode> items) {
  /** The kinds of values; an intrinsic is {@code OTHER} and is never changed. */
  enum Kind {
    MAPPING,
    LIST,
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL,
    OTHER
  }

  /**
   * A key and its value.
   *
   * @param key the name of the key
   * @param from where the key begins
   */
  record Member(String key, int from, int keyEnd, SourceNode value) {}

  static SourceNode scalar(Kind kind, int from, int to, String value) {
    return new SourceNode(kind, from, to, value, List.of(), List.of());
  }

  boolean is(Kind other) {
    return kind == other;
  }

  Optional<SourceNode> get(String key) {
    return member(key).map(Member::value);
  }

  Optional<Member> member(String key) {
    return members.stream().filter(member -> member.key().equals(key)).findFirst();
  }
}
