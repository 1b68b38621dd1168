package io.github.standpipe.internal.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectOptionsTest {
  @TempDir Path folder;

  private Path write(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.createFile(file);
  }

  @Test
  void takesTheTemplateWhereSamAndThisProjectHaveIt() throws IOException {
    assertThat(ProjectOptions.standardTemplate(folder)).isEmpty();
    Files.createDirectory(folder.resolve("template.yaml"));
    assertThat(ProjectOptions.standardTemplate(folder)).isEmpty();

    Path yml = write("template.yml");
    assertThat(ProjectOptions.standardTemplate(folder)).contains(yml);
    Files.delete(folder.resolve("template.yaml"));
    Path yaml = write("template.yaml");
    assertThat(ProjectOptions.standardTemplate(folder)).contains(yaml);
    Path own = write("pipes/template.yaml");
    assertThat(ProjectOptions.standardTemplate(folder)).contains(own);
  }
}
