package org.fusefixture.internal.cli.control;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fusefixture.fault.Rule;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.storage.StorageCommand;

/** What can be asked of a mount that is in use. */
sealed interface MountCommand {
  /** One more fault. */
  record SetFault(Rule rule) implements MountCommand {}

  /** Takes a fault back. */
  record RemoveFault(String name) implements MountCommand {}

  /** Lets go on what a fault holds up; without a name, any. */
  record ReleaseFault(String name) implements MountCommand {}

  /** Takes all faults back. */
  record ResetFaults() implements MountCommand {}

  /** What became of the faults. */
  record ListReceipts() implements MountCommand {}

  /** The faults that are set. */
  record ListFaults() implements MountCommand {}

  /** Does something to the storage. */
  record CommandStorage(StorageCommand command) implements MountCommand {}

  /** What would be lost now. */
  record ReportUnsynced() implements MountCommand {}

  /** What LazyFS puts before its commands. */
  String LAZYFS = "lazyfs::";

  /** The words that a line can start with; everything else is a rule. */
  List<String> WORDS =
      Stream.concat(
              Stream.of(
                  "faults",
                  "receipts",
                  "reset",
                  "remove NAME",
                  "release",
                  "release NAME",
                  "unsynced",
                  LAZYFS + "clear-cache",
                  LAZYFS + "cache-checkpoint",
                  LAZYFS + "unsynced-data-report"),
              Arrays.stream(StorageCommand.values()).map(MountCommand::word))
          .toList();

  /**
   * Reads a line: a command, or a rule as in a scenario.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static MountCommand parse(String line) {
    String text = line.strip();
    if (text.contains(":") && !text.startsWith(LAZYFS)) {
      return new SetFault(Rule.parse(text));
    }
    String[] words = text.split("\\s+", 2);
    String name = words.length == 1 ? "" : words[1];
    return switch (words[0]) {
      case "remove" -> new RemoveFault(required(name));
      case "release" -> new ReleaseFault(name);
      default -> plain(text);
    };
  }

  private static MountCommand plain(String text) {
    return switch (text) {
      case "faults" -> new ListFaults();
      case "receipts" -> new ListReceipts();
      case "reset" -> new ResetFaults();
      case "unsynced", LAZYFS + "unsynced-data-report" -> new ReportUnsynced();
      case LAZYFS + "clear-cache" -> new CommandStorage(StorageCommand.LOSE_UNSYNCED);
      case LAZYFS + "cache-checkpoint" -> new CommandStorage(StorageCommand.CHECKPOINT);
      default ->
          onStorage(text)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "\""
                              + text
                              + "\" is no command, and no rule, which has an \"on:\""
                              + Keywords.suggest(text, WORDS)));
    };
  }

  private static Optional<MountCommand> onStorage(String text) {
    return Arrays.stream(StorageCommand.values())
        .filter(command -> word(command).equals(text))
        .<MountCommand>map(CommandStorage::new)
        .findFirst();
  }

  private static String required(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("remove which fault? for example: remove fault-1");
    }
    return name;
  }

  private static String word(StorageCommand command) {
    return command.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
