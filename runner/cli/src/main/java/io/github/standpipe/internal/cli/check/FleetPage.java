package io.github.standpipe.internal.cli.check;

import io.github.standpipe.check.Diagnosis;
import io.github.standpipe.check.Finding;
import io.github.standpipe.check.Severity;
import io.github.standpipe.internal.account.AccountDiagnosis;
import io.github.standpipe.internal.account.PipeFindings;
import io.github.standpipe.internal.cli.console.Words;
import io.github.standpipe.internal.report.Html;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The pipes of an account as one self-contained page without a script, the worst first. */
final class FleetPage {
  private static final String CSS =
      """
      :root { color-scheme: light dark; --line: #8884; --error: #b5402f; --warning: #96660f; }
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
      td.number, th.number { text-align: right; }
      code { font-size: .85em; overflow-wrap: anywhere; }
      details { border: 1px solid var(--line); border-radius: 6px; margin: .6rem 0; padding: .4rem .8rem; }
      summary { cursor: pointer; } .error { color: var(--error); } .warning { color: var(--warning); }
      @media (prefers-color-scheme: dark) { :root { --error: #f08a78; --warning: #e0b35c; } }
      """;

  private final Html html = new Html();

  private FleetPage() {}

  static String of(List<AccountDiagnosis> regions) {
    FleetPage page = new FleetPage();
    List<PipeFindings> pipes =
        regions.stream()
            .flatMap(region -> region.pipes().stream())
            .sorted(PipeFindings.BY_WORST)
            .toList();
    page.head(regions, pipes);
    page.table(pipes);
    pipes.stream().filter(pipe -> !pipe.findings().isEmpty()).forEach(page::pipe);
    page.notChecked(regions);
    return page.html.add("</body>\n</html>\n").toString();
  }

  private void head(List<AccountDiagnosis> regions, List<PipeFindings> pipes) {
    List<Diagnosis> all = regions.stream().map(AccountDiagnosis::diagnosis).toList();
    String title = Words.count(pipes.size(), "pipe") + ", " + CheckText.counts(all);
    html.add("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.add("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
    html.add(" img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
    html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.add("<link rel=\"icon\" href=\"data:,\">\n");
    html.add("<title>{}</title>\n<style>", title)
        .raw("\n" + CSS)
        .add("</style>\n</head>\n<body>\n");
    html.add("<h1>{}</h1>\n<ul>\n", title);
    for (AccountDiagnosis region : regions) {
      html.add(
          "<li>{}: {}, {}</li>\n",
          region.picture().name(),
          Words.count(region.pipes().size(), "pipe"),
          CheckText.counts(List.of(region.diagnosis())));
    }
    html.add("</ul>\n");
  }

  private void table(List<PipeFindings> pipes) {
    html.add("<table>\n<thead><tr><th>pipe</th><th>region</th><th>state</th><th>worst</th>");
    severities().forEach(one -> html.add("<th class=\"number\">{}</th>", one));
    html.add("</tr></thead>\n<tbody>\n");
    for (PipeFindings pipe : pipes) {
      String name = pipe.pipe().name();
      html.add("<tr><td>");
      if (pipe.findings().isEmpty()) {
        html.add("{}", name);
      } else {
        html.add("<a href=\"#{}\">{}</a>", anchor(pipe), name);
      }
      String worst = worst(pipe);
      html.add("</td><td>{}</td><td>{}</td>", pipe.region(), pipe.pipe().state());
      html.add("<td class=\"{}\">{}</td>", worst, worst);
      severities().forEach(one -> html.add("<td class=\"number\">{}</td>", pipe.count(one)));
      html.add("</tr>\n");
    }
    html.add("</tbody>\n</table>\n");
  }

  private static List<Severity> severities() {
    return Arrays.stream(Severity.values()).sorted(Comparator.reverseOrder()).toList();
  }

  private static String worst(PipeFindings pipe) {
    return pipe.worst().map(Severity::toString).orElse("none");
  }

  private static String anchor(PipeFindings pipe) {
    return pipe.region() + "/" + pipe.pipe().name();
  }

  private void pipe(PipeFindings pipe) {
    html.add("<h2 id=\"{}\">{} ", anchor(pipe), pipe.pipe().name());
    html.add("<code>{}</code></h2>\n", pipe.pipe().arn());
    pipe.findings().stream()
        .sorted(Comparator.comparing((Finding finding) -> finding.rule().severity()).reversed())
        .forEach(this::finding);
  }

  private void finding(Finding finding) {
    String severity = finding.rule().severity().toString();
    html.add("<details{}><summary><span class=\"{}\">", open(severity), severity);
    html.add("{}</span> {}: {}</summary>\n", severity, finding.rule().id(), finding.observed());
    html.add("<p>{}</p>\n<p>{}</p>\n", finding.rule().why(), finding.instead());
    html.add("<p><code>{}</code></p>\n</details>\n", finding.at().file());
  }

  private static String open(String severity) {
    return severity.equals("error") ? " open" : "";
  }

  private void notChecked(List<AccountDiagnosis> regions) {
    if (regions.stream().allMatch(region -> region.picture().notChecked().isEmpty())) {
      return;
    }
    html.add("<h2>Not checked</h2>\n<ul>\n");
    for (AccountDiagnosis region : regions) {
      region
          .picture()
          .notChecked()
          .forEach(one -> html.add("<li>{}: {}</li>\n", region.picture().region(), one));
    }
    html.add("</ul>\n");
  }
}
