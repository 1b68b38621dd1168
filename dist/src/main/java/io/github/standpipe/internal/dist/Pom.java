package io.github.standpipe.internal.dist;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What the download needs to know of a module's {@code pom.xml}. */
final class Pom {
  private Pom() {}

  static String artifact(Path pom) throws IOException {
    return child(pom, "artifactId");
  }

  /** Whether it has no jar. */
  static boolean isParent(Path pom) throws IOException {
    return child(pom, "packaging").equals("pom");
  }

  /** The text of an element directly below the project; empty if there is none. */
  private static String child(Path pom, String name) throws IOException {
    for (Node each = project(pom).getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element && element.getTagName().equals(name)) {
        return element.getTextContent().strip();
      }
    }
    return "";
  }

  private static Element project(Path pom) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(pom.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(pom + " cannot be read", e);
    }
  }
}
