package org.fusefixture.internal.cli.control;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fusefixture.fault.Rule;
import org.fusefixture.internal.fault.text.Keywords;
import org.fusefixture.storage.StorageCommand;

/** A command for a mount that is in use. */
sealed interface MountCommand {
  /** Adds a fault. */
  record SetFault(Rule rule) implements MountCommand {}

  /** Removes a fault. */
  record RemoveFault(String name) implements MountCommand {}

  /** Releases what a fault holds up, or what any fault holds up if the name is empty. */
  record ReleaseFault(String name) implements MountCommand {}

  /** Removes all faults. */
  record ResetFaults() implements MountCommand {}

  /** Lists the receipts of the faults. */
  record ListReceipts() implements MountCommand {}

  /** Lists the faults that are set. */
  record ListFaults() implements MountCommand {}

  /** Sends a command to the storage. */
  record CommandStorage(StorageCommand command) implements MountCommand {}

  /** Reports what a power cut would lose now. */
  record ReportUnsynced() implements MountCommand {}

  /** The prefix of LazyFS commands. */
  String LAZYFS = "lazyfs::";

  /** What a line can be, unless it is a rule. */
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
                              + "\" is neither a command nor a rule (a rule contains \"on:\")"
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
      throw new IllegalArgumentException(
          "the name of a fault is missing, for example: remove fault-1");
    }
    return name;
  }

  private static String word(StorageCommand command) {
    return command.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
