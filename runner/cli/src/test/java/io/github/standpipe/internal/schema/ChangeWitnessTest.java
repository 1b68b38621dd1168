package io.github.standpipe.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.standpipe.internal.validation.JsonSchemaReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Documents that show the changes of random schemas. */
class ChangeWitnessTest {
  private static final int PAIRS = 80;
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  /** Kinds that a document cannot show: what breaks is a reader, or it is not known. */
  private static final Set<SchemaChangeKind> HIDDEN =
      EnumSet.of(SchemaChangeKind.REMOVED, SchemaChangeKind.RENAMED, SchemaChangeKind.UNDECIDED);

  private static SchemaDocument document(ObjectNode schema) {
    return SchemaDocument.of("schema.json", schema, Dialect.DRAFT_7);
  }

  private static boolean accepts(ObjectNode schema, JsonNode value) {
    return REGISTRY.getSchema(schema).validate(value).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void areValidOnOneSideOnlyAndFoundForNearlyAllChanges(Party party) {
    int breaking = 0;
    StringBuilder open = new StringBuilder();
    int missing = 0;
    for (int seed = 0; seed < PAIRS; seed++) {
      RandomSchemas random = new RandomSchemas(seed);
      ObjectNode before = random.root();
      ObjectNode after = random.changed(before);
      ObjectNode inner = party == Party.PRODUCER ? before : after;
      ObjectNode outer = party == Party.PRODUCER ? after : before;
      Set<Party> watched = Set.of(party);
      SchemaDocument old = document(before);
      SchemaDocument now = document(after);
      Compatibility verdict = Compatibility.of(old, now, watched, true);
      Map<SchemaChange, List<ChangeWitness>> witnesses =
          ChangeWitness.of(old, now, verdict, new JsonSchemaReader(), watched);
      for (SchemaChange change : verdict.changes()) {
        boolean isFound = witnesses.containsKey(change);
        if (change.isBreaking() && !HIDDEN.contains(change.kind())) {
          breaking++;
          missing += isFound ? 0 : 1;
          open.append(isFound ? "" : seed + " " + change + "\n");
        }
        for (ChangeWitness one : witnesses.getOrDefault(change, List.of())) {
          assertThat(accepts(inner, one.document())).as("%d %s", seed, one).isTrue();
          assertThat(accepts(outer, one.document())).as("%d %s", seed, one).isFalse();
        }
      }
    }
    assertThat(breaking).isGreaterThan(PAIRS / 5);
    assertThat(missing).as(open.toString()).isLessThanOrEqualTo(breaking / 5);
  }
}
