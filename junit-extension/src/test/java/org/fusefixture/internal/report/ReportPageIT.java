package org.fusefixture.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Looks at the report in a real browser, as a person would: on a phone, at a desk, by night. */
@Timeout(180)
class ReportPageIT {
  private static final List<Path> BROWSERS =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"));
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final double LEAST_CONTRAST = 4.5; // WCAG 2.2, 1.4.3, level AA

  private static final double TEXT_OF_CHARTS = 14;
  private static final double LEAST_TEXT = 9;

  @TempDir static Path directory;
  private static ChromeDriver browser;
  private static Path page;

  @BeforeAll
  static void openBrowser() {
    Path chromium = BROWSERS.stream().filter(Files::isExecutable).findFirst().orElse(null);
    Assumptions.assumeTrue(
        chromium != null && Files.isExecutable(DRIVER),
        "there is no browser: install the Debian packages chromium and chromium-driver, or run"
            + " ci/setup");
    ReportDirectory report = ReportDirectory.at(directory.resolve("report"));
    report.add("1-1", SampleRun.report());
    page = report.page();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox", // Chromium refuses to run as root otherwise
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + directory.resolve("profile"));
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    browser = new ChromeDriver(service, options);
    browser.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
    browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.quit();
    }
  }

  @ParameterizedTest
  @CsvSource({"light, 400", "dark, 400", "light, 1600", "dark, 1600"})
  void page_fitsItsWindowAndCanBeRead(String scheme, int width) {
    show(scheme, width);

    assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    assertThat(list("overflowing")).as("elements beyond the window").isEmpty();
    assertThat(list("faint")).as("texts of less contrast than %s", LEAST_CONTRAST).isEmpty();
    assertThat(list("empty")).as("pictures that are not drawn").isEmpty();
    assertThat(number("return document.querySelectorAll('.failure').length")).isEqualTo(1);
    assertThat(number("return document.querySelectorAll('.timeline svg rect.e-request').length"))
        .isEqualTo(3);
    assertThat(number("return document.querySelectorAll('.timeline svg .e-late-access').length"))
        .isEqualTo(1);
    assertThat(number("return document.querySelectorAll('.sectors svg rect.k-zeroed').length"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"light, 400", "dark, 400", "light, 1600", "dark, 1600"})
  void charts_canBeReadByDayAndByNight(String scheme, int width) {
    show(scheme, width);

    // Two comparisons of the test that failed, one of the test that was aborted; four charts each.
    assertThat(number("return document.querySelectorAll('#failures svg.chart').length"))
        .isEqualTo(8);
    assertThat(number("return document.querySelectorAll('#notes svg.chart').length")).isEqualTo(4);
    assertThat(list("unclear")).as("marks of less contrast than %s", LEAST_CONTRAST).isEmpty();
    assertThat(
            decimal(
                "return Math.min(...[...document.querySelectorAll('svg.chart')].map(chart =>"
                    + " chart.getBoundingClientRect().width / chart.viewBox.baseVal.width))"))
        .as("scale at which texts of %s pixels are shown", TEXT_OF_CHARTS)
        .isGreaterThanOrEqualTo(LEAST_TEXT / TEXT_OF_CHARTS);
    assertThat(
            number(
                "return"
                    + " document.querySelectorAll('svg.chart[role=img][aria-label*=SPLICE]').length"))
        .isEqualTo(12);
  }

  @Test
  void ids_areUniqueAndPicturesReferToNothing() {
    show("light", 800);

    assertThat(
            number(
                "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                    + " return ids.length - new Set(ids).size"))
        .isZero();
    assertThat(
            number(
                "return [...document.querySelectorAll('svg *')].filter(e =>"
                    + " [...e.attributes].some(a => /url\\(|href/.test(a.name + a.value))).length"))
        .isZero();
  }

  @Test
  void schemes_differ() {
    show("light", 800);
    String light = background();
    show("dark", 800);

    assertThat(background()).isNotEqualTo(light);
  }

  @Test
  void textOfTests_isNotMarkup() {
    show("light", 800);

    assertThat(browser.getTitle()).isEqualTo("FuseFixture: 1 failed, 3 passed, 1 skipped");
    assertThat(number("return document.scripts.length")).isZero();
    assertThat(text("#failures .message")).contains(SampleRun.HOSTILE);
    assertThat(text("#failures"))
        .contains("42", "mvn verify -Dit.test='NotesFileSystemTest#fails'");
    assertThat(text("#skips")).contains("no patched kernel: " + SampleRun.HOSTILE);
  }

  @Test
  void page_loadsNothingElse() {
    show("light", 800);

    assertThat(number("return performance.getEntriesByType('resource').length")).isZero();
  }

  @Test
  void link_leadsToTheFailure() {
    show("light", 800);
    browser.executeScript("document.querySelector('.tests a').click()");

    assertThat(number("return document.querySelectorAll(location.hash + '.failure').length"))
        .isEqualTo(1);
  }

  private static void show(String scheme, int width) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
    browser.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    browser.get(page.toUri().toString());
    browser.executeScript(
        "document.querySelectorAll('details').forEach(details => details.open = true)");
  }

  /** What the audit script finds. */
  private static List<String> list(String check) {
    Object found = browser.executeScript(Audit.SCRIPT, check, LEAST_CONTRAST);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  private static long number(String script) {
    return ((Number) browser.executeScript(script)).longValue();
  }

  private static double decimal(String script) {
    return ((Number) browser.executeScript(script)).doubleValue();
  }

  private static String text(String selector) {
    return Stream.of(
            browser.executeScript(
                "return document.querySelector(arguments[0]).innerText", selector))
        .map(String::valueOf)
        .findFirst()
        .orElse("");
  }

  private static String background() {
    return String.valueOf(
        browser.executeScript("return getComputedStyle(document.body).backgroundColor"));
  }
}
