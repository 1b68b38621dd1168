package io.github.standpipe.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.check.BatchPath.Scope;
import io.github.standpipe.check.BatchPath.Use;
import io.github.standpipe.check.WitnessEvent.LeafKind;
import io.github.standpipe.json.Json;
import io.github.standpipe.machine.StateInspection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Shows how an expression uses a batch: the interpreter evaluates it on batches of events with
 * every field that it reads, and the results are compared.
 */
final class BatchExperiment {
  private static final int MANY = 3;

  private final String text;
  private final boolean jsonata;
  private final Scope scope;
  private final WitnessEvent witness;

  BatchExperiment(String text, boolean jsonata, Scope scope) {
    this.text = text;
    this.jsonata = jsonata;
    this.scope = scope;
    this.witness = new WitnessEvent(text, scope.raw());
  }

  /** The use found by reading the text, or the one that the interpreter shows. */
  Use use(Use read) {
    return switch (read) {
      case FIELD -> takesAnArray() ? Use.NONE : Use.FIELD;
      case FIRST ->
          isConstant() || !takesSeveral() ? Use.NONE : readsSeveral() ? Use.WHOLE : Use.FIRST;
      case LIST -> givesAList();
      case BODY -> isConstant() ? Use.NONE : Use.BODY;
      case NONE, WHOLE, SINGLE -> read;
    };
  }

  /** Whether it reads nothing: what looks like a path is inside a string. */
  private boolean isConstant() {
    Optional<JsonNode> ofNone = value(LeafKind.TEXT);
    return ofNone.isPresent()
        && leaves().allMatch(leaf -> ofNone.equals(value(leaf, 0, 1)))
        && ofNone.equals(value(LeafKind.TEXT, 2, 3));
  }

  /** Whether it uses the first event and the others change nothing. */
  boolean readsOne() {
    return leaves().anyMatch(this::readsOne);
  }

  private boolean readsOne(LeafKind leaf) {
    Optional<JsonNode> base = value(leaf, 0, 1, 2);
    return base.isPresent()
        && base.equals(value(leaf, 0))
        && base.equals(value(leaf, 0, 1))
        && base.equals(value(leaf, 0, 4, 5))
        && !base.equals(value(leaf, 3, 1, 2));
  }

  private boolean takesAnArray() {
    return leaves().anyMatch(leaf -> value(leaf, 0).isPresent() || value(leaf, 0, 1).isPresent());
  }

  /** Whether it has a value for some batch of several events. */
  private boolean takesSeveral() {
    return leaves().anyMatch(leaf -> value(leaf, 0, 1, 2).isPresent());
  }

  private boolean readsSeveral() {
    return leaves().anyMatch(this::readsSeveral);
  }

  private boolean readsSeveral(LeafKind leaf) {
    int[] batch = IntStream.range(0, MANY).toArray();
    Optional<JsonNode> base = value(leaf, batch);
    long read =
        IntStream.range(0, MANY)
            .filter(at -> {
              int[] other = batch.clone();
              other[at] += MANY;
              return !base.equals(value(leaf, other));
            })
            .count();
    return base.isPresent() && read > 1;
  }

  private Use givesAList() {
    List<LeafKind> taken = leaves().filter(leaf -> value(leaf, 0).isPresent()).toList();
    if (taken.isEmpty()) {
      return Use.LIST;
    }
    if (taken.stream().allMatch(leaf -> value(leaf, 0, 1).isEmpty())) {
      return Use.SINGLE;
    }
    boolean list =
        taken.stream()
            .anyMatch(leaf ->
                !value(leaf, 0).orElseThrow().isArray()
                    && value(leaf, 0, 1).filter(JsonNode::isArray).isPresent());
    return list ? Use.LIST : Use.WHOLE;
  }

  private static Stream<LeafKind> leaves() {
    return Arrays.stream(LeafKind.values());
  }

  /** Its result for a batch of these events; empty if the state fails. */
  private Optional<JsonNode> value(LeafKind leaf, int... events) {
    ArrayNode batch = Json.array();
    Arrays.stream(events).forEach(number -> batch.add(witness.event(leaf, number)));
    StateInspection ended =
        new StateTrial(scope, batch, part -> part(part, batch, leaf), Optional.of("token"))
            .run(state());
    return ended.status() == StateInspection.Status.SUCCEEDED
        ? ended.output().map(output -> output.path("v"))
        : Optional.empty();
  }

  private ObjectNode state() {
    ObjectNode state = Json.object().put("Type", "Pass").put("End", true);
    if (jsonata) {
      state.put("QueryLanguage", "JSONata").putObject("Output").put("v", text);
    } else {
      state.putObject("Parameters").put("v.$", text);
    }
    return state;
  }

  private JsonNode part(BatchPart part, ArrayNode batch, LeafKind leaf) {
    return switch (part) {
      case BatchPart.Whole whole -> batch;
      case BatchPart.Event event -> first(batch);
      case BatchPart.BodyText body -> first(batch).path("body");
      case BatchPart.Made made -> {
        ObjectNode object = witness.event(leaf, 0);
        made.fields().forEach((name, field) -> object.set(name, part(field, batch, leaf)));
        yield object;
      }
      case BatchPart.Other other -> witness.event(leaf, 0);
    };
  }

  private static JsonNode first(ArrayNode batch) {
    return batch.isEmpty() ? Json.object().putNull("body") : batch.get(0);
  }
}
