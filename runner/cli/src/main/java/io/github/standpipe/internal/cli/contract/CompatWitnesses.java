package io.github.standpipe.internal.cli.contract;

import io.github.standpipe.internal.schema.ChangeWitness;
import io.github.standpipe.internal.schema.Compatibility;
import io.github.standpipe.internal.schema.Party;
import io.github.standpipe.internal.schema.SchemaChange;
import io.github.standpipe.internal.schema.SchemaSet;
import io.github.standpipe.internal.validation.JsonSchemaReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Generated documents that show changes, by the name of the schema. */
record CompatWitnesses(Map<String, Map<SchemaChange, List<ChangeWitness>>> byName) {

  static CompatWitnesses of(
      SchemaSet before, SchemaSet after, Map<String, Compatibility> verdicts, Set<Party> watched) {
    Map<String, Map<SchemaChange, List<ChangeWitness>>> all = new LinkedHashMap<>();
    JsonSchemaReader reader = new JsonSchemaReader();
    verdicts.forEach((name, verdict) -> {
      boolean isShown = verdict.isBreaking() || verdict.isUndecided();
      var old = before.document(name);
      var now = after.document(name);
      if (isShown && old.isPresent() && now.isPresent()) {
        all.put(name, ChangeWitness.of(old.get(), now.get(), verdict, reader, watched));
      }
    });
    return new CompatWitnesses(all);
  }

  Optional<ChangeWitness> find(String name, SchemaChange change, Party party) {
    return byName.getOrDefault(name, Map.of()).getOrDefault(change, List.of()).stream()
        .filter(one -> one.party() == party)
        .findFirst();
  }
}
