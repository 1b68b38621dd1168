package io.github.standpipe.internal.terraform;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A module as one call of it instantiates it.
 *
 * @param prefix its address with a dot at the end; empty for the root module
 * @param path the names of the calls that lead to it, without keys
 * @param caller the module that calls it; null for the root module
 * @param key the key or number of the call; null without {@code for_each} and {@code count}
 * @param configuration its part of a plan's configuration; null in a state
 * @param call the call in the plan's configuration of the caller
 * @param block the call in the caller's files
 * @param folder the folder of its files; null if it is unknown
 * @param body its files; null if they are not here
 */
record ModuleInstance(
    String prefix,
    String path,
    @Nullable ModuleInstance caller,
    @Nullable Term key,
    @Nullable Term configuration,
    @Nullable Term call,
    HclBody.@Nullable Block block,
    @Nullable Path folder,
    @Nullable HclBody body) {

  /** A resource's or data source's part of the plan's configuration; null if it has none. */
  @Nullable Term resource(String block) {
    for (Term one : Term.items(Term.at(configuration, "resources"))) {
      if (block.equals(Term.text(Term.at(one, "address")))) {
        return one;
      }
    }
    return null;
  }

  /** A resource's or data source's block in the files; null if they are not here. */
  HclBody.@Nullable Block block(DeployedObject object) {
    return body == null
        ? null
        : body.block(object.data() ? "data" : "resource", object.type(), object.name());
  }

  /** The expression of a local value in the files. */
  @Nullable HclExpression local(String name) {
    return body == null
        ? null
        : body.blocks("locals")
            .flatMap(one -> Stream.ofNullable(one.body().expression(name)))
            .findFirst()
            .orElse(null);
  }

  /** The expression of an argument of a block in the files; null if there is none. */
  @Nullable HclExpression expression(String type, String label, String argument) {
    HclBody.Block found = body == null ? null : body.block(type, label);
    return found == null ? null : found.body().expression(argument);
  }
}
