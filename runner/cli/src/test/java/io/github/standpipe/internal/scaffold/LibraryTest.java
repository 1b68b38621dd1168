package io.github.standpipe.internal.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class LibraryTest {
  @TempDir Path folder;

  private String written(Library library, String file) {
    Order order = new Order(ScaffoldKind.ENRICHER, "LoyaltyEnricher", "", "", Optional.empty());
    return Objects.requireNonNull(order.alone(folder, library).files().get(folder.resolve(file)));
  }

  private static String text(Document pom, String element) {
    return pom.getElementsByTagName(element).item(0).getTextContent();
  }

  @Test
  void dependsOnAReleaseWithoutARepository() {
    String pom = written(new Library("1.2.3", Optional.empty()), "pom.xml");

    assertThat(pom)
        .contains("<standpipe.version>1.2.3</standpipe.version>\n  </properties>\n\n  <dep")
        .doesNotContain("repositor");
  }

  @Test
  void findsWhatIsNotReleasedInTheRepositoryOfTheDownload() throws Exception {
    URI place = URI.create("file:///opt/in%20stall/a&b/repository/");
    Library library = new Library("1.2.3-SNAPSHOT", Optional.of(place));

    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(
                    written(library, "pom.xml").getBytes(StandardCharsets.UTF_8)));

    assertThat(text(pom, "standpipe.repository")).isEqualTo(place.toString());
    assertThat(text(pom, "repository")).contains("standpipe-download", "${standpipe.repository}");
    assertThat(written(library, "README.md")).contains("-Dstandpipe.repository=file:///...");
  }
}
