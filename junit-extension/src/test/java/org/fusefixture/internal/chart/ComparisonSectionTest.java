package org.fusefixture.internal.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.fusefixture.comparison.Decision.Verdict;
import org.fusefixture.filesystem.TransferMode;
import org.fusefixture.internal.chart.ChartStyle.Palette;
import org.fusefixture.internal.report.TestReport.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class ComparisonSectionTest {
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(");

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void everyVerdict_isDrawnAndTold(Verdict verdict) throws Exception {
    Section section = ComparisonSection.of(SampleComparison.decided(verdict));

    String word = verdict.name().toLowerCase(java.util.Locale.ROOT);
    assertThat(section.title()).isEqualTo("Speed of SPLICE_USER_PAGES against SPLICE");
    assertThat(section.text()).contains(word + ": the ratio of throughput", "order of rounds");
    assertThat(labels(section))
        .hasSize(4)
        .satisfiesExactly(
            label -> assertThat(label).contains("48 rounds", "SPLICE, median 920 MiB/s"),
            label ->
                assertThat(label)
                    .contains(
                        "12 blocks",
                        "all blocks: 1.600",
                        "95% interval: 1.520 to 1.710",
                        "claimed at least 1.200 (confidence 0.95): " + word),
            label -> assertThat(label).contains("CPU time per MiB", "claimed at most 0.900"),
            label -> assertThat(label).contains("Latency", "p50"));
  }

  @Test
  void pictures_takeTheirColoursFromThePageAndReferToNothing() throws Exception {
    String svg = ComparisonSection.of(SampleComparison.decided(Verdict.SHOWN)).svg();

    assertThat(COLOUR.matcher(svg).results().map(r -> r.group())).isEmpty();
    for (Palette colour : List.of(Palette.BASELINE, Palette.CANDIDATE, Palette.CLAIM)) {
      assertThat(svg).contains(colour.shown());
    }
    for (Element element : elements(svg, "*")) {
      assertThat(element.hasAttribute("id")).isFalse();
      assertThat(element.hasAttribute("href") || element.hasAttribute("xlink:href")).isFalse();
    }
    assertThat(svg).doesNotContain("url(", "http", "<!", "<?");
  }

  @Test
  void everyRoundAndBlock_hasItsMark() throws Exception {
    String svg = ComparisonSection.of(SampleComparison.decided(Verdict.SHOWN)).svg();
    Element throughput = elements(svg, "svg").get(0);

    // Half of the rounds are the baseline's circles; one more stands in the legend.
    assertThat(throughput.getElementsByTagName("ellipse").getLength())
        .isEqualTo(2 * SampleComparison.BLOCKS + 1);
  }

  @Test
  void values_areThereForPrograms() {
    JsonObject values = ComparisonSection.of(SampleComparison.decided(Verdict.UNDECIDED)).values();

    assertThat(values.getAsJsonObject("throughputRatio").get("low").getAsDouble()).isEqualTo(1.52);
    assertThat(values.getAsJsonObject("throughputRatio").getAsJsonArray("ofEachBlock")).hasSize(12);
    assertThat(values.getAsJsonArray("rounds")).hasSize(48);
    assertThat(values.getAsJsonArray("blocks").get(0).getAsString()).isEqualTo("BAAB");
    assertThat(values.getAsJsonObject("baseline").get("mode").getAsString())
        .isEqualTo(TransferMode.SPLICE.name());
    JsonObject latencies = values.getAsJsonObject("candidate").getAsJsonObject("latencyMicros");
    assertThat(latencies.get("p50").getAsDouble()).isBetween(500.0, 900.0);
    assertThat(latencies.get("max").getAsDouble())
        .isGreaterThan(latencies.get("p90").getAsDouble());
    JsonObject claim = values.getAsJsonArray("claims").get(0).getAsJsonObject();
    assertThat(claim.get("verdict").getAsString()).isEqualTo("undecided");
    assertThat(claim.get("ratio").getAsDouble()).isEqualTo(1.2);
  }

  @Test
  void oneBlock_hasNoInterval() throws Exception {
    Section section = ComparisonSection.of(SampleComparison.unclaimed(1));

    assertThat(labels(section).get(1)).contains("1 blocks", "too few for an interval");
    assertThat(section.values().getAsJsonObject("throughputRatio").size()).isZero();
  }

  @Test
  void noRound_isSaid() {
    Section section = ComparisonSection.of(SampleComparison.unclaimed(0));

    assertThat(section.svg()).isEmpty();
    assertThat(section.text()).contains("no round was measured");
  }

  @Test
  void machineThatCannotDraw_keepsTheNumbers() {
    Section section =
        ComparisonSection.of(
            SampleComparison.decided(Verdict.SHOWN),
            outcome -> {
              throw new UnsatisfiedLinkError("libfreetype.so.6: cannot open shared object file");
            });

    assertThat(section.svg()).isEmpty();
    assertThat(section.text()).contains("libfreetype.so.6", "install", "1.600");
    assertThat(section.values().getAsJsonArray("rounds")).hasSize(48);
  }

  private static List<String> labels(Section section) throws Exception {
    return elements(section.svg(), "svg").stream()
        .peek(svg -> assertThat(svg.getAttribute("role")).isEqualTo("img"))
        .map(svg -> svg.getAttribute("aria-label"))
        .toList();
  }

  /** Parsing it is a test, too: what is well-formed as XML is so as HTML. */
  private static List<Element> elements(String svg, String name)
      throws ParserConfigurationException, IOException, SAXException {
    NodeList found =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader("<body>" + svg + "</body>")))
            .getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
