package io.github.standpipe.internal.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTextTest {
  @Test
  void namesTheFolderInWhichItWasStarted() {
    StringWriter text = new StringWriter();
    Path here = Path.of("").toAbsolutePath();
    new WatchText(new PrintWriter(text), round -> List.of())
        .waits(new LinkedHashSet<>(List.of(here, here.resolve("fixtures"), here.getRoot())));
    assertThat(text).hasToString("watching ., fixtures, " + here.getRoot() + "; Ctrl-C ends\n");
  }
}
