package org.fusefixture.internal.report;

import java.util.EnumMap;
import java.util.Map;
import org.fusefixture.stamp.StampVerdict;
import org.fusefixture.stamp.WrongSector;

/**
 * The wrong sectors of a file as a picture: one cell per sector, or per run of sectors where there
 * are many. Sectors that a verdict counts without describing them are not in the picture.
 */
final class SectorMap {
  private static final int SECTOR = 512;
  private static final int COLUMNS = 32;
  private static final int MOST_CELLS = 16 * COLUMNS;
  private static final int CELL = 14;

  private SectorMap() {}

  static String draw(FileFinding finding) {
    StampVerdict verdict = finding.verdict();
    long sectors = Math.max(1, verdict.sectors());
    long perCell = (sectors + MOST_CELLS - 1) / MOST_CELLS;
    int cells = (int) ((sectors + perCell - 1) / perCell);
    int rows = (cells + COLUMNS - 1) / COLUMNS;
    long first = verdict.offset() / SECTOR;
    Map<Integer, WrongSector> wrong = new java.util.HashMap<>();
    for (WrongSector sector : verdict.first()) {
      wrong.putIfAbsent((int) ((sector.offset() / SECTOR - first) / perCell), sector);
    }
    Svg picture =
        new Svg(
            Math.min(cells, COLUMNS) * CELL,
            rows * CELL,
            "map of the wrong sectors of " + finding.path());
    for (int cell = 0; cell < cells; cell++) {
      WrongSector sector = wrong.get(cell);
      picture.rectangle(
          cell % COLUMNS * CELL + 1,
          cell / COLUMNS * CELL + 1,
          CELL - 2,
          CELL - 2,
          sector == null ? "sector" : "sector " + style(sector.kind()),
          sector == null ? "" : sector.toString());
    }
    return picture.toString();
  }

  static Map<WrongSector.Kind, Long> counts(FileFinding finding) {
    Map<WrongSector.Kind, Long> counts = new EnumMap<>(WrongSector.Kind.class);
    counts.putAll(finding.verdict().wrong());
    return counts;
  }

  static String style(WrongSector.Kind kind) {
    return "k-" + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
