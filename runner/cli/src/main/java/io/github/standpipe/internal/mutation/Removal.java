package io.github.standpipe.internal.mutation;

import io.github.standpipe.internal.mutation.SourceNode.Kind;
import io.github.standpipe.internal.mutation.SourceNode.Member;
import java.util.List;

/** Takes one member or item out of a text, in any layout, so that the rest stays valid. */
final class Removal {
  private Removal() {}

  static TextEdit member(String text, SourceNode mapping, int index) {
    List<Member> all = mapping.members();
    return of(
        text,
        mapping,
        index,
        all.stream().map(Member::from).toList(),
        all.stream().map(one -> one.value().to()).toList());
  }

  static TextEdit item(String text, SourceNode list, int index) {
    List<SourceNode> all = list.items();
    return of(
        text,
        list,
        index,
        all.stream().map(SourceNode::from).toList(),
        all.stream().map(SourceNode::to).toList());
  }

  private static TextEdit of(
      String text, SourceNode whole, int index, List<Integer> from, List<Integer> to) {
    int last = from.size() - 1;
    if (last == 0) {
      String empty = whole.is(Kind.MAPPING) ? "{}" : "[]";
      return new TextEdit(whole.from(), end(text, whole.to()), empty);
    }
    return index < last
        ? new TextEdit(from.get(index), from.get(index + 1), "")
        : new TextEdit(end(text, to.get(last - 1)), end(text, to.get(last)), "");
  }

  /** The end of a block of YAML is where the next one begins. */
  private static int end(String text, int to) {
    int end = to;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }
}
