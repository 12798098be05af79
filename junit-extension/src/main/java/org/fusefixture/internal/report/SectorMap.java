package org.fusefixture.internal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fusefixture.internal.report.TestReport.FileFinding;
import org.fusefixture.stamp.StampVerdict;
import org.fusefixture.stamp.WrongSector;

/**
 * Lays out the picture of the wrong sectors of a file: one cell per sector, or per run of sectors
 * where there are many. Sectors that a verdict counts without describing them are not shown.
 */
final class SectorMap {
  private static final int SECTOR = 512;
  private static final int COLUMNS = 32;
  private static final int MOST_CELLS = 16 * COLUMNS;
  private static final int CELL = 14;

  private SectorMap() {}

  /** The picture, for {@code report.mustache}. */
  static Map<String, Object> layout(FileFinding finding) {
    StampVerdict verdict = finding.verdict();
    long sectors = Math.max(1, verdict.sectors());
    long perCell = (sectors + MOST_CELLS - 1) / MOST_CELLS;
    int count = (int) ((sectors + perCell - 1) / perCell);
    long first = verdict.offset() / SECTOR;
    Map<Integer, WrongSector> wrong = new HashMap<>();
    for (WrongSector sector : verdict.first()) {
      wrong.putIfAbsent((int) ((sector.offset() / SECTOR - first) / perCell), sector);
    }
    List<Map<String, Object>> cells = new ArrayList<>();
    for (int cell = 0; cell < count; cell++) {
      WrongSector sector = wrong.get(cell);
      cells.add(
          Map.of(
              "x",
              cell % COLUMNS * CELL + 1,
              "y",
              cell / COLUMNS * CELL + 1,
              "size",
              CELL - 2,
              "kind",
              sector == null ? "" : style(sector.kind()),
              "wrong",
              sector != null,
              "hint",
              sector == null ? "" : sector.toString()));
    }
    return Map.of(
        "width",
        Math.min(count, COLUMNS) * CELL,
        "height",
        (count + COLUMNS - 1) / COLUMNS * CELL,
        "cells",
        cells);
  }

  /** The class of a kind in {@code report.css}. */
  static String style(WrongSector.Kind kind) {
    return "k-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
