package org.menagerie;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The BOM has no parent that would keep it in step with the modules. */
final class BomTest {
  @Test
  void namesEveryModuleInTheVersionOfAll() throws Exception {
    Document parent = parse("../pom.xml");
    Document bom = parse("../bom/pom.xml");

    assertThat(texts(bom, "artifactId"))
        .contains("menagerie-bom")
        .containsAll(
            texts(parent, "module").stream().map(module -> "menagerie-" + module).toList());
    assertThat(texts(bom, "version").get(0)).isEqualTo(texts(parent, "version").get(0));
  }

  private static Document parse(String pom) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of(pom).toFile());
  }

  private static List<String> texts(Document pom, String tag) {
    NodeList nodes = pom.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent().strip())
        .toList();
  }
}
