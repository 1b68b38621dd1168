package io.github.standpipe.internal.account;

import io.github.standpipe.check.AddedRules;
import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Doctor;
import io.github.standpipe.check.Finding;
import io.github.standpipe.check.Rule;
import io.github.standpipe.check.Severity;
import io.github.standpipe.template.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the doctor says about an account in one region.
 *
 * @param diagnosis of all pipes, in the words of an account
 * @param pipes each pipe with the findings about it and what it uses
 */
public record AccountDiagnosis(
    AccountPicture picture, Diagnosis diagnosis, List<PipeFindings> pipes) {
  /** A pipe whose last change or start failed. */
  private static final Rule FAILED =
      new Rule(
          "account-pipe-failed",
          Severity.ERROR,
          "a pipe is in a failed state",
          "A pipe in a failed state does not do what it is set to do.");

  /** A pipe that names something that does not exist. */
  private static final Rule GONE =
      new Rule(
          "account-resource-gone",
          Severity.ERROR,
          "a pipe names something that does not exist",
          "A pipe does not run without its source, its target, its enrichment and its role.");

  /** The rules that only an account can break. */
  public static final List<Rule> OWN_RULES = List.of(FAILED, GONE);

  /** Rules about how a template is written; AWS has accepted what is deployed. */
  private static final Set<String> OF_TEXT =
      Set.of(
          "filter-misplaced",
          "unknown-property",
          "pattern-not-text",
          "template-not-text",
          "wrong-type",
          "missing-property",
          "text-limits",
          "role-policy-race",
          "subscriber-replacement",
          "subscriber-undocumented-default");

  /** Examines what was read, with the doctor's rules and those that are added. */
  public static AccountDiagnosis of(AccountPicture picture, AddedRules added) {
    Diagnosis found = Doctor.examine(picture.template(), added);
    List<Finding> findings = new ArrayList<>(ofAccount(picture));
    found.findings().stream()
        .filter(one -> !OF_TEXT.contains(one.rule().id()))
        .map(picture.words()::say)
        .forEach(findings::add);
    Diagnosis said =
        new Diagnosis(
            picture.name(),
            found.pipes(),
            found.leftOut(),
            found.unread(),
            found.failedRules(),
            findings);
    return new AccountDiagnosis(picture, said, pipes(picture, said));
  }

  private static List<Finding> ofAccount(AccountPicture picture) {
    return picture.pipes().stream().flatMap(AccountDiagnosis::ofPipe).toList();
  }

  private static Stream<Finding> ofPipe(PipeInAccount pipe) {
    Stream<Finding> failed =
        pipe.hasFailed()
            ? Stream.of(
                finding(
                    FAILED,
                    pipe,
                    "pipe "
                        + pipe.name()
                        + " is in the state "
                        + pipe.state()
                        + pipe.reason().map(why -> ": " + why.replaceAll("\\.$", "")).orElse("")
                        + ".",
                    "Run standpipe status " + pipe.name() + ", which says what to do."))
            : Stream.of();
    Stream<Finding> gone =
        pipe.gone().stream()
            .map(arn ->
                finding(
                    GONE,
                    pipe,
                    "pipe " + pipe.name() + " names " + arn + ", which does not exist.",
                    "Create it again, or change or delete the pipe."));
    return Stream.concat(failed, gone);
  }

  private static Finding finding(Rule rule, PipeInAccount pipe, String seen, String instead) {
    Place at = new Place(pipe.arn(), 0, 0);
    return new Finding(rule, at, "pipe " + pipe.name(), seen, instead, Optional.empty());
  }

  private static List<PipeFindings> pipes(AccountPicture picture, Diagnosis said) {
    PipesByResource users = PipesByResource.of(picture, said);
    Map<String, List<Finding>> byPipe = new HashMap<>();
    for (Finding finding : said.open()) {
      for (String pipe : users.of(finding.resource())) {
        byPipe.computeIfAbsent(pipe, p -> new ArrayList<>()).add(finding);
      }
    }
    return picture.pipes().stream()
        .map(pipe ->
            new PipeFindings(
                picture.region(), pipe, byPipe.getOrDefault("pipe " + pipe.name(), List.of())))
        .toList();
  }
}
