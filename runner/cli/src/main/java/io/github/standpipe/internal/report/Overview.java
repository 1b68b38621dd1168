package io.github.standpipe.internal.report;

import java.util.List;

/** The head of the page: the number of passed cases, and the controls that filter the list. */
record Overview(List<Story> stories, Html html) {
  private static final int WIDTH = 1000;

  static String title(List<Story> stories) {
    long failed = failed(stories);
    return (failed == 0 ? "" : failed + " failed, ")
        + (stories.size() - failed)
        + " passed \u2013 fixtures";
  }

  private static long failed(List<Story> stories) {
    return stories.stream().filter(story -> !story.verification().passed()).count();
  }

  void header(String template) {
    long failed = failed(stories);
    long passed = stories.size() - failed;
    html.add("<header>\n<div class=\"title\">\n<h1>{}</h1>\n", headline(failed));
    html.add("<p>{}<code>{}</code></p>\n</div>\n", loose(), template);
    bar(passed);
    html.add("<div class=\"tools\" role=\"search\">\n");
    html.add("<input type=\"search\" id=\"search\" placeholder=\"Find a fixture\"");
    html.add(" aria-label=\"Find a fixture\" autocomplete=\"off\" spellcheck=\"false\">\n");
    html.add("<div class=\"choice\" role=\"group\" aria-label=\"Which\">\n");
    button("all", "All", stories.size(), true);
    button("failed", "Failed", failed, false);
    button("passed", "Passed", passed, false);
    html.add("</div>\n<button id=\"theme\" type=\"button\">Dark</button>\n</div>\n</header>\n");
  }

  private String headline(long failed) {
    if (failed == 0) {
      return stories.size() == 1
          ? "The fixture passes"
          : "All " + stories.size() + " fixtures pass";
    }
    return failed + " of " + stories.size() + (failed == 1 ? " fixtures fails" : " fixtures fail");
  }

  private String loose() {
    int loose = stories.stream().mapToInt(story -> story.verification().loose().size()).sum();
    return loose == 0 ? "" : loose + (loose == 1 ? " place" : " places") + " not exact \u00b7 ";
  }

  private void bar(long passed) {
    long width = WIDTH * passed / Math.max(1, stories.size());
    html.add("<svg class=\"bar\" viewBox=\"0 0 {} 6\" preserveAspectRatio=\"none\"", WIDTH);
    html.add(" aria-hidden=\"true\"><rect class=\"bad\" width=\"{}\" height=\"6\"/>", WIDTH);
    html.add("<rect class=\"good\" width=\"{}\" height=\"6\"/></svg>\n", width);
  }

  private void button(String which, String words, long count, boolean pressed) {
    html.add("<button type=\"button\" data-show=\"{}\" aria-pressed=\"{}\">", which, pressed);
    html.add("{} <span>{}</span></button>\n", words, count);
  }
}
