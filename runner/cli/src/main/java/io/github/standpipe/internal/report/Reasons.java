package io.github.standpipe.internal.report;

import io.github.standpipe.pipe.Explanation;
import io.github.standpipe.pipe.Explanation.OfPattern;
import java.util.List;

/** Why the filter passes or rejects each record; rejected ones come first. */
record Reasons(Attempt attempt, Html html) {
  void write() {
    List<Explanation> all = explained();
    if (all.isEmpty()) {
      return;
    }
    List<Explanation> rejected = all.stream().filter(one -> !one.passes()).toList();
    boolean opens = !rejected.isEmpty() && !attempt.verification().passed();
    html.add("<details class=\"reasons\"{}><summary>", opens ? " open" : "");
    html.add("Why the filter {}</summary>\n", verdict(rejected.size(), all.size()));
    rejected.forEach(this::record);
    passed(all.stream().filter(Explanation::passes).toList(), rejected.isEmpty());
    html.add("</details>\n");
  }

  private void passed(List<Explanation> passed, boolean alone) {
    if (alone || passed.isEmpty()) {
      passed.forEach(this::record);
      return;
    }
    html.add("<details><summary>and passes {}</summary>\n", passed.size());
    passed.forEach(this::record);
    html.add("</details>\n");
  }

  private List<Explanation> explained() {
    return attempt.run().filter().stream().filter(one -> !one.patterns().isEmpty()).toList();
  }

  private static String verdict(int rejected, int all) {
    if (all == 1) {
      return rejected == 0 ? "passes the record" : "rejects the record";
    }
    return rejected == 0 ? "passes all " + all : "rejects " + rejected + " of " + all;
  }

  private void record(Explanation explanation) {
    String verdict = explanation.passes() ? "passes" : "is rejected";
    html.add("<p class=\"record\"><code>{}</code> {}</p>\n", explanation.messageId(), verdict);
    explanation.patterns().forEach(this::pattern);
  }

  private void pattern(OfPattern pattern) {
    new LeafList(pattern, html).write();
  }
}
