package io.github.standpipe.internal.mutation;

import io.github.standpipe.template.Place;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value of a file, with the text in which its parts have their places.
 *
 * @param text that text: the file itself, or a JSON text in one of its scalars
 * @param node the value in it
 */
record LocatedValue(SourceFile file, Embedding text, SourceNode node) {

  /** The value at a place; empty if there is none that can be changed. */
  static Optional<LocatedValue> at(SourceFile file, Place place) {
    return root(file)
        .flatMap(root -> find(root, file.offset(place.line(), place.column())))
        .map(node -> node.get("Fn::Sub").filter(n -> n.is(SourceNode.Kind.TEXT)).orElse(node))
        .map(node -> new LocatedValue(file, Embedding.plain(file.text()), node));
  }

  private static Optional<SourceNode> root(SourceFile file) {
    return JsonScan.of(file.text()).or(() -> YamlScan.of(file.text()));
  }

  /** The outermost value that begins there. */
  private static Optional<SourceNode> find(SourceNode node, int from) {
    if (node.from() == from) {
      return Optional.of(node);
    }
    return Stream.concat(
            node.members().stream().map(SourceNode.Member::value), node.items().stream())
        .filter(one -> one.from() <= from && from < one.to())
        .findFirst()
        .flatMap(one -> find(one, from));
  }

  /** The JSON value that the text of this scalar writes; the same for anything else. */
  Optional<LocatedValue> parsed() {
    if (!node.is(SourceNode.Kind.TEXT)) {
      return Optional.of(this);
    }
    return embedded()
        .flatMap(
            inner -> JsonScan.of(inner.value()).map(json -> new LocatedValue(file, inner, json)));
  }

  /** The text of this scalar. */
  Optional<Embedding> embedded() {
    return node.is(SourceNode.Kind.TEXT) ? Embedding.of(file.text(), node) : Optional.empty();
  }
}
