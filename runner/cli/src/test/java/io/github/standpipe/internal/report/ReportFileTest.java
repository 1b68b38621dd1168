package io.github.standpipe.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.standpipe.internal.files.FullDisk;
import io.github.standpipe.internal.files.Readers;
import io.github.standpipe.internal.files.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
  @TempDir Path folder;

  @Test
  void keepsTheEarlierReportOnAFullDisk() throws IOException {
    Files.writeString(folder.resolve("report.xml"), "<earlier/>");
    Map<String, String> before = Tree.of(folder);

    for (int room = 0; room < 8; room++) {
      Path file = FullDisk.with(folder, room).resolve("report.xml");
      ReportFile report = new ReportFile(file, Readers.DEFAULT);

      assertThatThrownBy(() -> report.write("<later/>"))
          .hasMessage(
              folder.resolve("report.xml")
                  + ": cannot be written (No space left on device); name another file");
      assertThat(Tree.of(folder)).isEqualTo(before);
    }
    new ReportFile(FullDisk.with(folder, 8).resolve("report.xml"), Readers.OWNER).write("<later/>");
    assertThat(folder.resolve("report.xml")).hasContent("<later/>");
  }
}
