package org.menagerie.archetype;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The descriptor of the archetype: it names each file that a project gets, but for its pom. */
final class Descriptor {
  private static final String RESOURCE = "/META-INF/maven/archetype-metadata.xml";

  private Descriptor() {}

  static List<TemplateFile> files() throws IOException {
    List<TemplateFile> files = new ArrayList<>();
    for (Element set : children(root(), "fileSet")) {
      String directory = children(set, "directory").get(0).getTextContent();
      boolean packaged = Boolean.parseBoolean(set.getAttribute("packaged"));
      for (Element file : children(set, "include")) {
        files.add(new TemplateFile(directory, file.getTextContent(), packaged));
      }
    }
    return files;
  }

  private static Element root() throws IOException {
    try (InputStream in = Descriptor.class.getResourceAsStream(RESOURCE)) {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(Objects.requireNonNull(in, RESOURCE))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException(RESOURCE + " is part of this program and always XML", e);
    }
  }

  private static List<Element> children(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
