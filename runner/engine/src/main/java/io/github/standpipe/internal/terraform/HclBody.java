package io.github.standpipe.internal.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The attributes and blocks in a file, or in a block. */
final class HclBody {
  /** {@code name = expression}. */
  record Argument(SourcePlace at, HclExpression value) {}

  /** <code>resource "aws_sqs_queue" "orders" {}</code>. */
  record Block(String type, List<String> labels, SourcePlace at, HclBody body) {
    boolean is(String of, String... names) {
      return type.equals(of) && labels.equals(List.of(names));
    }
  }

  private final Map<String, Argument> arguments = new LinkedHashMap<>();
  private final List<Block> blocks = new ArrayList<>();

  private final List<String> notes = new ArrayList<>();

  /** Keeps comments in it that are for this tool. */
  void note(List<String> comments) {
    notes.addAll(comments);
  }

  List<String> notes() {
    return notes;
  }

  void add(String name, Argument argument) {
    arguments.putIfAbsent(name, argument);
  }

  void add(Block block) {
    blocks.add(block);
  }

  void addAll(HclBody other) {
    other.arguments.forEach(this::add);
    blocks.addAll(other.blocks);
  }

  @Nullable Argument argument(String name) {
    return arguments.get(name);
  }

  @Nullable HclExpression expression(String name) {
    Argument found = arguments.get(name);
    return found == null ? null : found.value();
  }

  Stream<Block> blocks(String type) {
    return blocks.stream().filter(block -> block.type().equals(type));
  }

  @Nullable Block block(String type, String... labels) {
    return blocks.stream().filter(block -> block.is(type, labels)).findFirst().orElse(null);
  }

  /** The nested blocks of a type, with what {@code dynamic} blocks repeat. */
  List<Block> nested(String type) {
    List<Block> found = new ArrayList<>();
    for (Block block : blocks) {
      if (block.type().equals(type)) {
        found.add(block);
      } else if (block.is("dynamic", type)) {
        block.body().blocks("content").forEach(found::add);
      }
    }
    return found;
  }

  /** Whether a {@code dynamic} block repeats blocks of a type. */
  boolean repeats(String type) {
    return block("dynamic", type) != null;
  }
}
