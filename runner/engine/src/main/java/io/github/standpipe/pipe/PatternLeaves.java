package io.github.standpipe.pipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Patterns;

/**
 * The leaves of a pattern, and the ways through its {@code $or}: all leaves of one way must match.
 *
 * <p>The ways are in the order of event-ruler, so the n-th one here is its n-th: if a way names a
 * path twice, the last one wins.
 */
record PatternLeaves(List<PatternLeaf> leaves, List<Map<String, PatternLeaf>> ways) {

  static PatternLeaves of(JsonNode pattern, String text) {
    PatternLeaves all = uncompiled(pattern);
    compile(all.ways, text);
    return all;
  }

  /** The leaves without event-ruler's matchers. */
  static PatternLeaves uncompiled(JsonNode pattern) {
    List<PatternLeaf> leaves = new ArrayList<>();
    List<Map<String, PatternLeaf>> ways = object(List.of(), pattern, "", "", leaves);
    return new PatternLeaves(List.copyOf(leaves), ways);
  }

  private static List<Map<String, PatternLeaf>> object(
      List<Map<String, PatternLeaf>> ways,
      JsonNode object,
      String path,
      String branch,
      List<PatternLeaf> leaves) {
    List<Map<String, PatternLeaf>> all = ways;
    for (var field : object.properties()) {
      String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      if (PatternRules.isOr(field)) {
        all = branches(all, field.getValue(), path, branch, leaves);
      } else if (field.getValue().isObject()) {
        all = object(all, field.getValue(), below, branch, leaves);
      } else {
        PatternLeaf leaf = new PatternLeaf(below, branch, field.getValue());
        leaves.add(leaf);
        all = with(all, leaf);
      }
    }
    return all;
  }

  private static List<Map<String, PatternLeaf>> branches(
      List<Map<String, PatternLeaf>> ways,
      JsonNode or,
      String path,
      String branch,
      List<PatternLeaf> leaves) {
    List<Map<String, PatternLeaf>> all = new ArrayList<>();
    for (int i = 0; i < or.size(); i++) {
      String name = branch.isEmpty() ? "" + (i + 1) : branch + "." + (i + 1);
      all.addAll(object(ways, or.get(i), path, name, leaves));
    }
    return all;
  }

  private static List<Map<String, PatternLeaf>> with(
      List<Map<String, PatternLeaf>> ways, PatternLeaf leaf) {
    List<Map<String, PatternLeaf>> begun = ways.isEmpty() ? List.of(new TreeMap<>()) : ways;
    List<Map<String, PatternLeaf>> all = new ArrayList<>();
    for (Map<String, PatternLeaf> way : begun) {
      Map<String, PatternLeaf> more = new TreeMap<>(way);
      more.put(leaf.path(), leaf);
      all.add(more);
    }
    return all;
  }

  private static void compile(List<Map<String, PatternLeaf>> ways, String text) {
    try {
      List<Map<String, List<Patterns>>> compiled = JsonRuleCompiler.compile(text);
      for (int i = 0; i < ways.size(); i++) {
        Map<String, List<Patterns>> matchers = compiled.get(i);
        ways.get(i).forEach((path, leaf) -> leaf.compile(matchers.getOrDefault(path, List.of())));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the pattern was checked", e);
    }
  }

  boolean isOverridden(PatternLeaf leaf) {
    return ways.stream().noneMatch(way -> way.get(leaf.path()) == leaf);
  }
}
