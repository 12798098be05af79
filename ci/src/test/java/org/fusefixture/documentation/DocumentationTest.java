package org.fusefixture.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** README.md, CONTRIBUTING.md and the pages below docs/: links, anchors, size, and the index. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Path INDEX = DOCS.resolve("README.md");
  private static final int MOST_LINES = 250;
  private static final int MOST_COLUMNS = 160;
  private static final int FEWEST_PAGES = 20;

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  @Test
  void pages_are_found() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(FEWEST_PAGES);
  }

  @Test
  void links_and_anchors_lead_somewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    Map<Path, Set<String>> anchors = new HashMap<>();
    for (Path page : pages()) {
      for (String target : Page.read(page).links) {
        if (!target.matches("[a-z]+:.*")) {
          check(page, target, anchors, broken);
        }
      }
    }
    assertThat(broken).as("links that lead nowhere").isEmpty();
  }

  @Test
  void pages_can_be_read_in_an_editor() throws IOException {
    List<String> faults = new ArrayList<>();
    for (Path page : pages()) {
      List<String> lines = Files.readAllLines(page);
      if (lines.size() > MOST_LINES && !isList(page)) {
        faults.add(name(page) + ": " + lines.size() + " lines; split the page");
      }
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > MOST_COLUMNS) {
          faults.add(name(page) + ":" + (i + 1) + ": " + lines.get(i).length() + " columns");
        }
      }
    }
    assertThat(faults)
        .as("pages of more than %d lines, lines of more than %d columns", MOST_LINES, MOST_COLUMNS)
        .isEmpty();
  }

  @Test
  void index_leads_to_every_page() throws IOException {
    Set<Path> reached = new TreeSet<>(List.of(INDEX));
    List<Path> open = new ArrayList<>(List.of(INDEX));
    while (!open.isEmpty()) {
      Path page = open.remove(0);
      // Only indexes lead on: a page that another page mentions is not yet in the reading order.
      if (page.endsWith("README.md")) {
        for (String target : Page.read(page).links) {
          Path file = page.resolveSibling(target.replaceFirst("#.*", "")).normalize();
          if (file.toString().endsWith(".md") && Files.exists(file) && reached.add(file)) {
            open.add(file);
          }
        }
      }
    }
    assertThat(reached).containsAll(docs());
  }

  @Test
  void site_contains_every_page() throws IOException {
    String navigation = Files.readString(ROOT.resolve("mkdocs.yml"));
    for (Path page : docs()) {
      assertThat(navigation).contains(DOCS.relativize(page).toString());
    }
  }

  @Test
  void tests_that_pages_name_exist() throws IOException {
    Set<String> tests = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(".*(IT|Test)\\.java"))
          .forEach(name -> tests.add(name.replace(".java", "")));
    }
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      for (String code : Page.read(page).codes) {
        if (code.matches("[A-Z][a-z]\\w+(IT|Test)") && !tests.contains(code)) {
          missing.add(name(page) + ": " + code);
        }
      }
    }
    assertThat(missing).as("tests that are not there").isEmpty();
  }

  private static void check(
      Path page, String target, Map<Path, Set<String>> anchors, List<String> broken)
      throws IOException {
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Path goal = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(goal)) {
      broken.add(name(page) + " -> " + target + ": no such file");
    } else if (hash >= 0) {
      if (!anchors.containsKey(goal)) {
        anchors.put(goal, Page.read(goal).anchors);
      }
      if (!anchors.get(goal).contains(target.substring(hash + 1))) {
        broken.add(name(page) + " -> " + target + ": the page has " + anchors.get(goal));
      }
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(docs());
    try (Stream<Path> files = Files.list(ROOT)) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages;
  }

  private static List<Path> docs() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** A list that grows with each release, and is not read from start to end. */
  private static boolean isList(Path page) {
    return page.endsWith("CHANGELOG.md");
  }

  private static String name(Path page) {
    return ROOT.relativize(page).toString();
  }

  /** What a page refers to, and what others can refer to in it. */
  private static final class Page extends AbstractVisitor {
    private final List<String> links = new ArrayList<>();
    private final List<String> codes = new ArrayList<>();
    private final Set<String> anchors = new TreeSet<>();
    private final IdGenerator ids = IdGenerator.builder().build();

    static Page read(Path file) throws IOException {
      Page page = new Page();
      PARSER.parse(Files.readString(file)).accept(page);
      return page;
    }

    @Override
    public void visit(Link link) {
      links.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Code code) {
      codes.add(code.getLiteral());
    }

    @Override
    public void visit(Heading heading) {
      StringBuilder text = new StringBuilder();
      append(heading, text);
      anchors.add(ids.generateId(text.toString()));
      visitChildren(heading);
    }

    private static void append(Node node, StringBuilder text) {
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        if (child instanceof Text words) {
          text.append(words.getLiteral());
        } else if (child instanceof Code code) {
          text.append(code.getLiteral());
        } else {
          append(child, text);
        }
      }
    }
  }
}
