package io.github.standpipe.internal.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * One difference between what became of an event and what becomes of it.
 *
 * @param place where it is
 * @param was the value before; missing if there was none
 * @param is the value now; missing if there is none
 */
public record EventChange(Place place, JsonNode was, JsonNode is) {

  /**
   * Where events differ: by this they are grouped.
   *
   * @param stage the stage whose payload differs, or at which the event leaves the pipe
   * @param path the path of the value, in which {@code [*]} stands for any place in an array and
   *     {@code *} for a key that is data; the place in a transform for an event that fails; empty
   *     if there is none
   */
  public record Place(ChangeKind kind, String stage, String path) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byKind = kind.compareTo(other.kind);
      int byStage = byKind == 0 ? stage.compareTo(other.stage) : byKind;
      return byStage == 0 ? path.compareTo(other.path) : byStage;
    }
  }

  static EventChange of(ChangeKind kind, String stage, String path) {
    return new EventChange(
        new Place(kind, stage, path), MissingNode.getInstance(), MissingNode.getInstance());
  }
}
