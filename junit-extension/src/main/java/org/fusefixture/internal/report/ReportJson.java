package org.fusefixture.internal.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** How the report and its parts look in JSON. */
final class ReportJson {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ReportJson() {}

  static String encode(RunReport report) {
    return GSON.toJson(report);
  }

  /**
   * @throws com.google.gson.JsonParseException if it is something else
   */
  static RunReport decode(String json) {
    return GSON.fromJson(json, RunReport.class);
  }
}
