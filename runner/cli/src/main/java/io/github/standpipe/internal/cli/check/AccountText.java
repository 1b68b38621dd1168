package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.Finding;
import io.github.standpipe.internal.account.AccountDiagnosis;
import io.github.standpipe.internal.account.PipeFindings;
import io.github.standpipe.internal.cli.console.Ink;
import io.github.standpipe.internal.cli.console.Words;
import java.io.PrintWriter;
import java.util.List;

/** The findings on an account as text: by region, the pipes with the worst findings first. */
record AccountText(PrintWriter out, Ink ink) {

  void print(List<AccountDiagnosis> regions) {
    regions.forEach(this::print);
    if (regions.size() > 1) {
      out.println(
          regions.size()
              + " regions: "
              + CheckText.counts(regions.stream().map(AccountDiagnosis::diagnosis).toList()));
    }
  }

  private void print(AccountDiagnosis region) {
    region.diagnosis().open().forEach(finding -> print(finding, region));
    region.pipes().stream().sorted(PipeFindings.BY_WORST).forEach(this::print);
    region.picture().notChecked().forEach(one -> out.println(ink.careful("not checked: " + one)));
    String found =
        region.pipes().isEmpty()
            ? "has no pipe to examine"
            : Words.count(region.pipes().size(), "pipe")
                + ", "
                + CheckText.counts(List.of(region.diagnosis()));
    out.println(region.picture().name() + ": " + found);
  }

  private void print(Finding finding, AccountDiagnosis region) {
    List<String> pipes =
        region.pipes().stream()
            .filter(pipe -> pipe.findings().contains(finding))
            .map(pipe -> pipe.pipe().name())
            .toList();
    new CheckText(out, ink).print(finding, "  of " + Words.some(pipes));
  }

  private void print(PipeFindings pipe) {
    String worst =
        pipe.worst()
            .map(severity -> CheckText.coloured(severity, ink))
            .orElse(ink.good("no finding"));
    out.println(
        ink.strong(pipe.pipe().name())
            + "  "
            + worst
            + "  "
            + pipe.pipe().state()
            + "  "
            + ink.quiet(pipe.pipe().arn()));
  }
}
