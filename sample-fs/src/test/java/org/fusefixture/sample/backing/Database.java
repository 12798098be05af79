package org.fusefixture.sample.backing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;

/**
 * A SQLite database whose content tells which transactions are in it. Transaction {@code n} adds a
 * row {@code n} with {@code n} in every byte of its value, and sets the one row of {@code total} to
 * the number of rows.
 */
final class Database implements AutoCloseable {
  private static final int VALUE_BYTES = 6000;

  /**
   * A page of a mapped file that cannot be read any more is a SIGBUS, which would end this JVM:
   * with this, WAL maps no file (sqlite.org/wal.html, section 8). A rollback journal would not be
   * removed at a commit with it.
   */
  private static final String NO_SHARED_MEMORY = "PRAGMA locking_mode=EXCLUSIVE";

  private final Connection connection;
  private int acknowledged;

  private Database(Connection connection, int acknowledged) {
    this.connection = connection;
    this.acknowledged = acknowledged;
  }

  /**
   * Makes or opens one.
   *
   * @param journal DELETE or WAL
   * @param synchronous NORMAL, FULL or EXTRA
   * @param transactions that are in it already
   */
  static Database open(Path file, String journal, String synchronous, int transactions)
      throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      if (journal.equals("WAL")) {
        statement.execute(NO_SHARED_MEMORY);
      }
      statement.execute("PRAGMA journal_mode=" + journal);
      statement.execute("PRAGMA synchronous=" + synchronous);
      statement.execute("PRAGMA wal_autocheckpoint=8");
      statement.execute("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, value BLOB)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS total (one INTEGER PRIMARY KEY, entries INTEGER)");
      connection.setAutoCommit(false);
      return new Database(connection, transactions);
    } catch (SQLException e) {
      closeQuietly(connection);
      throw e;
    }
  }

  /** Runs transactions until one fails, or a number is reached. */
  Optional<SQLException> transactions(int last) {
    try {
      while (acknowledged < last) {
        transaction(acknowledged + 1);
        acknowledged++;
      }
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  /** How many transactions were acknowledged. */
  int acknowledged() {
    return acknowledged;
  }

  private void transaction(int number) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement("INSERT INTO entry VALUES (?, ?)");
        PreparedStatement count =
            connection.prepareStatement("INSERT OR REPLACE INTO total VALUES (1, ?)")) {
      byte[] value = new byte[VALUE_BYTES];
      Arrays.fill(value, (byte) number);
      add.setInt(1, number);
      add.setBytes(2, value);
      add.executeUpdate();
      count.setInt(1, number);
      count.executeUpdate();
      connection.commit();
    }
  }

  @Override
  public void close() {
    closeQuietly(connection);
  }

  /**
   * Opens the database as after a restart, and looks for what is wrong.
   *
   * @param acknowledged transactions that must be there; one more may be, and no other
   * @return what is wrong; nothing if all is well
   */
  static Optional<String> check(Path file, int acknowledged) {
    if (acknowledged > 0 && !Files.exists(file)) {
      return Optional.of("LOST: the database is gone, with " + acknowledged + " transactions");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      String integrity = text(statement, "PRAGMA integrity_check");
      if (!integrity.equals("ok")) {
        return Optional.of("CORRUPT: " + integrity);
      }
      if (text(statement, "SELECT count(*) FROM sqlite_schema WHERE name = 'total'").equals("0")) {
        return acknowledged == 0 ? Optional.empty() : Optional.of("LOST: the tables are gone");
      }
      return checkRows(statement, acknowledged);
    } catch (SQLException e) {
      return Optional.of("CORRUPT: " + e.getMessage());
    }
  }

  private static Optional<String> checkRows(Statement statement, int acknowledged)
      throws SQLException {
    int expected = 1;
    try (ResultSet rows = statement.executeQuery("SELECT id, value FROM entry ORDER BY id")) {
      while (rows.next()) {
        byte[] value = new byte[VALUE_BYTES];
        Arrays.fill(value, (byte) expected);
        if (rows.getInt(1) != expected || !Arrays.equals(rows.getBytes(2), value)) {
          return Optional.of("CORRUPT: row " + rows.getInt(1) + " in place of " + expected);
        }
        expected++;
      }
    }
    int rows = expected - 1;
    String total = text(statement, "SELECT coalesce(max(entries), 0) FROM total");
    if (!total.equals(Integer.toString(rows))) {
      return Optional.of("CORRUPT: " + rows + " rows, but a total of " + total);
    }
    if (rows < acknowledged) {
      return Optional.of("LOST: " + rows + " transactions of " + acknowledged);
    }
    return rows > acknowledged + 1
        ? Optional.of("CORRUPT: " + rows + " transactions, though " + acknowledged + " ran")
        : Optional.empty();
  }

  private static String text(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      return; // without power nothing can be said any more
    }
  }
}
