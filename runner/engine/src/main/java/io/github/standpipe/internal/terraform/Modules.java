package io.github.standpipe.internal.terraform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The modules of a plan or a state, by the prefix of the addresses in them. */
final class Modules {
  private static final Pattern LAST =
      Pattern.compile("(.*?)module\\.([\\w-]+)(?:\\[(?:(\\d+)|\"((?:[^\"\\\\]|\\\\.)*)\")])?\\.$");

  private final Map<String, ModuleInstance> known = new HashMap<>();
  private final HclFolders folders;
  private final ModuleInstance root;

  Modules(Term document, HclFolders folders) {
    this.folders = folders;
    this.root =
        new ModuleInstance(
            "",
            "",
            null,
            null,
            Term.at(document, "configuration", "root_module"),
            null,
            null,
            folders.root(),
            folders.body(folders.root()));
  }

  /** The root module. */
  ModuleInstance root() {
    return root;
  }

  /** The module of a prefix such as <code>module.orders["eu"].</code>. */
  ModuleInstance of(String prefix) {
    if (prefix.isEmpty()) {
      return root;
    }
    ModuleInstance found = known.get(prefix);
    if (found == null) {
      found = instance(prefix);
      known.put(prefix, found);
    }
    return found;
  }

  private ModuleInstance instance(String prefix) {
    Matcher last = LAST.matcher(prefix);
    if (!last.matches()) {
      return root;
    }
    return child(of(last.group(1)), last.group(2), key(last));
  }

  private static @Nullable Term key(Matcher step) {
    SourcePlace at = new SourcePlace("", 1, 1);
    if (step.group(3) != null) {
      return new Term.Text(step.group(3), true, at);
    }
    String key = step.group(4);
    return key == null ? null : new Term.Text(key, at);
  }

  /** A module that another one calls. */
  ModuleInstance child(ModuleInstance caller, String name, @Nullable Term key) {
    String prefix = caller.prefix() + DeployedObjects.address("module." + name, key) + ".";
    ModuleInstance same = known.get(prefix);
    return same != null ? same : created(caller, name, key, prefix);
  }

  private ModuleInstance created(
      ModuleInstance caller, String name, @Nullable Term key, String prefix) {
    Term call = Term.at(caller.configuration(), "module_calls", name);
    HclBody.Block block = caller.body() == null ? null : caller.body().block("module", name);
    String path = caller.path().isEmpty() ? name : caller.path() + "." + name;
    Path folder = folders.module(path, caller.folder(), source(call, block));
    return new ModuleInstance(
        prefix,
        path,
        caller,
        key,
        Term.at(call, "module"),
        call,
        block,
        folder,
        folder == null ? null : folders.body(folder));
  }

  private static @Nullable String source(@Nullable Term call, HclBody.@Nullable Block block) {
    String planned = Term.text(Term.at(call, "source"));
    if (planned != null || block == null) {
      return planned;
    }
    return block.body().expression("source") instanceof HclExpression.Literal(Term.Text source)
        ? source.text()
        : null;
  }
}
