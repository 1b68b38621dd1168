package io.github.standpipe.internal.terraform;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The resources and data sources of a plan or a state, by address. */
final class DeployedObjects {
  private final Map<String, DeployedObject> byAddress = new LinkedHashMap<>();
  private final Map<String, Term> changes = new HashMap<>();

  /** Reads the root of a plan or a state. */
  DeployedObjects(Term root) {
    for (Term change : Term.items(Term.at(root, "resource_changes"))) {
      String address = Term.text(Term.at(change, "address"));
      Term what = Term.at(change, "change");
      if (address != null && what != null && Term.at(change, "deposed") == null) {
        changes.put(address, what);
      }
    }
    boolean planned = Term.at(root, "planned_values") != null;
    if (planned) {
      module(Term.at(root, "prior_state", "values", "root_module"), "", true);
      module(Term.at(root, "planned_values", "root_module"), "", false);
      deferred(root);
    } else {
      module(Term.at(root, "values", "root_module"), "", false);
    }
  }

  private void module(@Nullable Term module, String prefix, boolean dataAlone) {
    for (Term resource : Term.items(Term.at(module, "resources"))) {
      boolean data = "data".equals(Term.text(Term.at(resource, "mode")));
      boolean deposed = Term.at(resource, "deposed_key") != null;
      if (!deposed && (data || !dataAlone)) {
        add(resource, prefix, data, Term.at(resource, "values"));
      }
    }
    for (Term child : Term.items(Term.at(module, "child_modules"))) {
      String address = Term.text(Term.at(child, "address"));
      if (address != null) {
        module(child, address + ".", dataAlone);
      }
    }
  }

  /** The data sources that are read during apply, which only the changes list. */
  private void deferred(Term root) {
    for (Term change : Term.items(Term.at(root, "resource_changes"))) {
      if ("data".equals(Term.text(Term.at(change, "mode")))) {
        String module = Term.text(Term.at(change, "module_address"));
        Term after = Term.at(change, "change", "after");
        add(change, module == null ? "" : module + ".", true, after);
      }
    }
  }

  private void add(Term resource, String module, boolean data, @Nullable Term values) {
    String address = Term.text(Term.at(resource, "address"));
    String type = Term.text(Term.at(resource, "type"));
    String name = Term.text(Term.at(resource, "name"));
    if (address == null || type == null || name == null) {
      return;
    }
    Term change = changes.get(address);
    Term marks =
        sensitive(Term.at(resource, "sensitive_values"), Term.at(change, "after_sensitive"));
    Term known = values instanceof Term.Fields ? values : new Term.Fields(Map.of(), resource.at());
    byAddress.put(
        address,
        new DeployedObject(
            address,
            module,
            data,
            type,
            name,
            Term.at(resource, "index"),
            data ? SensitiveMarks.hidden(known, marks, address) : known,
            Term.at(change, "after_unknown"),
            marks));
  }

  private static @Nullable Term sensitive(@Nullable Term ofValues, @Nullable Term ofChange) {
    if (Term.isTrue(ofValues) || ofChange == null) {
      return ofValues;
    }
    return Term.isTrue(ofChange) || ofValues == null
        ? ofChange
        : SensitiveMarks.both(ofValues, ofChange);
  }

  /** All of them, in the order of the plan or state. */
  Stream<DeployedObject> all() {
    return byAddress.values().stream();
  }

  @Nullable DeployedObject find(String address) {
    return byAddress.get(address);
  }

  /** The instances of a block of a module, in order. */
  List<DeployedObject> instances(String module, String block) {
    return all().filter(one -> one.module().equals(module) && one.block().equals(block)).toList();
  }

  /** The address of an instance: {@code address["key"]} or {@code address[0]}. */
  static String address(String block, @Nullable Term key) {
    if (!(key instanceof Term.Text index)) {
      return block;
    }
    return index.literal()
        ? block + "[" + index.text() + "]"
        : block + "[\"" + index.text() + "\"]";
  }
}
