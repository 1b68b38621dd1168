package io.github.standpipe.internal.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Json;
import io.github.standpipe.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was read of an account in one region.
 *
 * @param account its number; empty without a pipe
 * @param pipes in the order of their names
 * @param template the resources, for the doctor
 * @param words puts the doctor's words into those of the account
 * @param notChecked what could not be read
 */
public record AccountPicture(
    String region,
    String account,
    List<PipeInAccount> pipes,
    Template template,
    AccountWords words,
    List<NotChecked> notChecked) {

  static AccountPicture of(
      String region,
      List<JsonNode> pipes,
      Optional<AccountScan> scan,
      List<NotChecked> notChecked) {
    String account = scan.map(one -> one.home().account()).orElse("");
    String name = account.isEmpty() ? region : account + " " + region;
    Map<String, String> missing = scan.map(AccountScan::missing).orElse(Map.of());
    return new AccountPicture(
        region,
        account,
        pipes.stream().map(pipe -> PipeInAccount.of(pipe, missing)).toList(),
        scan.map(one -> one.tree().template(name, one.home()))
            .orElseGet(
                () -> Template.of(java.nio.file.Path.of(name), Json.object(), Map.of(), Map.of())),
        scan.map(AccountWords::of).orElse(new AccountWords(Map.of(), Map.of(), Map.of(), Map.of())),
        notChecked);
  }

  /** {@code 111122223333 eu-west-1}; without a pipe the region alone. */
  public String name() {
    return template.file().toString();
  }

  /** The pipes by name. */
  public Map<String, PipeInAccount> byName() {
    return pipes.stream().collect(Collectors.toMap(PipeInAccount::name, one -> one));
  }
}
