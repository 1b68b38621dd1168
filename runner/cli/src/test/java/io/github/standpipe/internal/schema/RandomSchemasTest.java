package io.github.standpipe.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.standpipe.json.Json;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verdicts on random pairs of schemas, confirmed by an independent validator. */
class RandomSchemasTest {
  private static final int PAIRS = 600;
  private static final int VALUES = 60;
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  private record Version(SchemaDocument document, ObjectNode text, Schema validator) {
    static Version of(ObjectNode text) {
      return new Version(
          SchemaDocument.of("schema.json", text, Dialect.DRAFT_7), text, REGISTRY.getSchema(text));
    }

    boolean accepts(JsonNode value) {
      return validator.validate(value).isEmpty();
    }
  }

  /** The schema whose values must all be values of the other. */
  private static Version inner(Party party, Version before, Version after) {
    return party == Party.PRODUCER ? before : after;
  }

  /** What is said to be compatible under {@code --strict} is a subset. */
  @ParameterizedTest
  @EnumSource
  void acceptsEveryValueIfStrictlyCompatible(Party party) {
    int compatible = 0;
    int values = 0;
    for (int seed = 0; seed < PAIRS; seed++) {
      RandomSchemas random = new RandomSchemas(seed);
      Version before = Version.of(random.root());
      Version after = Version.of(random.changed(before.text()));
      Compatibility verdict =
          Compatibility.of(before.document(), after.document(), Set.of(party), true);
      if (verdict.isBreaking() || verdict.isUndecided()) {
        continue;
      }
      compatible++;
      Version inner = inner(party, before, after);
      Version outer = inner == before ? after : before;
      for (int i = 0; i < VALUES; i++) {
        JsonNode value =
            random.withForeignKeys(random.value(inner.text(), inner.text(), 4).deepCopy());
        if (inner.accepts(value)) {
          values++;
          assertThat(outer.accepts(value))
              .as("seed %d%n%s%n%s%n%s", seed, before.text(), after.text(), value)
              .isTrue();
        }
      }
    }
    assertThat(compatible).isGreaterThan(PAIRS / 6);
    assertThat(values).isGreaterThan(compatible * 10);
  }

  /** Otherwise only fields that a schema declares count, and readers ignore further ones. */
  @ParameterizedTest
  @EnumSource
  void acceptsEveryDeclaredValueIfCompatible(Party party) {
    int compatible = 0;
    for (int seed = 0; seed < PAIRS; seed++) {
      RandomSchemas random = new RandomSchemas(seed);
      Version before = Version.of(random.root());
      Version after = Version.of(random.changed(before.text()));
      Compatibility verdict =
          Compatibility.of(before.document(), after.document(), Set.of(party), false);
      if (verdict.isBreaking() || verdict.isUndecided()) {
        continue;
      }
      compatible++;
      Version inner = inner(party, before, after);
      Version outer = party == Party.PRODUCER ? after : Version.of(opened(before.text()));
      for (int i = 0; i < VALUES; i++) {
        JsonNode value = random.value(inner.text(), inner.text(), 4);
        if (inner.accepts(value)) {
          assertThat(outer.accepts(value))
              .as("seed %d%n%s%n%s%n%s", seed, before.text(), after.text(), value)
              .isTrue();
        }
      }
    }
    assertThat(compatible).isGreaterThan(PAIRS / 6);
  }

  /** A reader that ignores what it does not know. */
  private static ObjectNode opened(ObjectNode schema) {
    ObjectNode copy = schema.deepCopy();
    open(copy);
    return copy;
  }

  private static void open(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("additionalProperties").isBoolean()) {
      object.remove("additionalProperties");
    }
    node.forEach(RandomSchemasTest::open);
  }

  /** Kinds that a single value can show; a removed optional field breaks by policy. */
  private static final Set<SchemaChangeKind> SHOWN =
      EnumSet.complementOf(
          EnumSet.of(
              SchemaChangeKind.REMOVED, SchemaChangeKind.RENAMED, SchemaChangeKind.UNDECIDED));

  @ParameterizedTest
  @EnumSource
  void findsAValueThatShowsMostBreakingChanges(Party party) {
    int breaking = 0;
    int witnessed = 0;
    StringBuilder open = new StringBuilder();
    for (int seed = 0; seed < PAIRS; seed++) {
      RandomSchemas random = new RandomSchemas(seed);
      Version before = Version.of(random.root());
      Version after = Version.of(random.changed(before.text()));
      Compatibility verdict =
          Compatibility.of(before.document(), after.document(), Set.of(party), true);
      if (verdict.changes().stream()
          .noneMatch(change -> change.isBreaking() && SHOWN.contains(change.kind()))) {
        continue;
      }
      breaking++;
      if (hasWitness(party, before, after, random)) {
        witnessed++;
      } else {
        open.append(seed).append(' ').append(verdict.changes()).append('\n');
      }
    }
    assertThat(breaking).isGreaterThan(PAIRS / 5);
    assertThat(witnessed).as(open.toString()).isGreaterThan(breaking * 9 / 10);
  }

  private static boolean hasWitness(
      Party party, Version before, Version after, RandomSchemas random) {
    Version inner = inner(party, before, after);
    Version outer = inner == before ? after : before;
    for (int i = 0; i < 40 * VALUES; i++) {
      JsonNode value = random.value(inner.text(), inner.text(), 5);
      if (i % 2 == 0) {
        value = random.withForeignKeys(value.deepCopy());
      }
      if (inner.accepts(value) && !outer.accepts(value)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void findsNothingBetweenASchemaAndItself() {
    for (int seed = 0; seed < PAIRS; seed++) {
      ObjectNode schema = new RandomSchemas(seed).root();
      SchemaDocument one = SchemaDocument.of("one.json", schema, Dialect.DRAFT_7);
      // another order and other words, so that the texts differ
      ObjectNode described = Json.object().put("description", "the same");
      described.setAll(schema);
      SchemaDocument same = SchemaDocument.of("same.json", described, Dialect.DRAFT_7);
      assertThat(Compatibility.of(one, same, EnumSet.allOf(Party.class), true).changes())
          .filteredOn(change -> !change.isUndecided())
          .as("seed %d %s", seed, schema)
          .isEmpty();
    }
  }
}
