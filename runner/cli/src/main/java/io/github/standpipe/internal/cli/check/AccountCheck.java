package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.AddedRules;
import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Permissions;
import io.github.standpipe.check.Rule;
import io.github.standpipe.internal.account.AccountDiagnosis;
import io.github.standpipe.internal.account.AccountPicture;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Progress;
import io.github.standpipe.json.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checks the deployed pipes of an account and prints what is found.
 *
 * @param warn prints one line to standard error
 */
record AccountCheck(
    AccountOptions options,
    CheckCommand.Format format,
    FindingReports reports,
    Progress progress,
    PrintWriter out,
    Consumer<String> warn) {

  /**
   * How it ended.
   *
   * @param complete whether all regions were read and all rules run
   * @param findings of all regions
   */
  record Result(boolean complete, List<Diagnosis> findings) {}

  Result examine(AddedRules added) {
    AccountOptions.Pictures pictures = options.read(progress);
    pictures.faults().forEach(warn);
    List<AccountDiagnosis> regions =
        pictures.read().stream().map(picture -> AccountDiagnosis.of(picture, added)).toList();
    List<Diagnosis> findings = regions.stream().map(AccountDiagnosis::diagnosis).toList();
    findings.forEach(one -> one.failedRules().forEach(warn));
    List<Rule> rules =
        Stream.concat(AccountDiagnosis.OWN_RULES.stream(), added.rules().stream()).toList();
    switch (format) {
      case TEXT -> new AccountText(out, Ink.onTerminal()).print(regions);
      case JSON -> out.println(Json.pretty(AccountJson.of(regions)));
      case SARIF -> out.println(Json.pretty(Sarif.of(findings, rules)));
    }
    reports.write(findings, rules, out);
    options.reportFile().ifPresent(file -> file.write(FleetPage.of(regions)));
    boolean complete =
        pictures.faults().isEmpty()
            && findings.stream().allMatch(one -> one.failedRules().isEmpty());
    return new Result(complete, findings);
  }

  /**
   * The permissions of roles.
   *
   * @param complete whether all regions were read
   * @param byRegion by account and region
   */
  record Roles(boolean complete, Map<Path, List<Permissions>> byRegion) {}

  Roles permissions() {
    AccountOptions.Pictures pictures = options.read(progress);
    pictures.faults().forEach(warn);
    Map<Path, List<Permissions>> all = new LinkedHashMap<>();
    for (AccountPicture picture : pictures.read()) {
      all.put(
          Path.of(picture.name()),
          Permissions.of(picture.template()).stream().map(picture.words()::say).toList());
      picture.notChecked().forEach(one -> warn.accept("not checked: " + one));
    }
    return new Roles(pictures.faults().isEmpty(), all);
  }
}
