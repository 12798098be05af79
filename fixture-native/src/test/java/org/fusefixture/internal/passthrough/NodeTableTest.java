package org.fusefixture.internal.passthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fusefixture.errno.Errno;
import org.fusefixture.errno.ErrnoException;
import org.fusefixture.internal.passthrough.NodeTable.Node;
import org.fusefixture.protocol.FileName;
import org.fusefixture.protocol.NodeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTableTest {
  @TempDir private Path directory;
  private final NodeTable<Node> nodes = new NodeTable<>();

  @BeforeEach
  void open() throws IOException {
    Files.createFile(directory.resolve("a"));
    Files.createLink(directory.resolve("b"), directory.resolve("a"));
    nodes.addRoot(HeldInode.directory(directory).inode(), Node::new);
  }

  @AfterEach
  void close() {
    nodes.clear();
  }

  @Test
  void twoNamesOfOneInode_areOneNode() {
    Node node = remember("a");
    assertThat(remember("b")).isSameAs(node);
    assertThat(nodes.lookupCounts()).containsEntry(node.nodeId(), 2L);
  }

  @Test
  void node_goesWithItsLastLookup_andItsIdIsNotUsedAgain() {
    Node node = remember("a");
    remember("a");
    nodes.forget(node.nodeId(), 1);
    assertThat(nodes.get(node.nodeId())).isSameAs(node);

    nodes.forget(node.nodeId(), 1);

    assertThatThrownBy(() -> nodes.get(node.nodeId()))
        .isInstanceOfSatisfying(
            ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ESTALE));
    assertThat(remember("a").nodeId().value()).isGreaterThan(node.nodeId().value());
  }

  @Test
  void root_isNeverForgotten() {
    nodes.forget(NodeId.ROOT, 1);
    assertThat(nodes.get(NodeId.ROOT).held().stat().isDirectory()).isTrue();
  }

  @Test
  void nodeInMemory_isHeldOnceTheRealDirectoryHasIt() {
    Node node = nodes.add(Node::new);
    assertThat(node.isHeld()).isFalse();

    HeldInode.Found found = nodes.get(NodeId.ROOT).held().openat(FileName.of("a"));
    nodes.hold(node, found.inode());

    assertThat(nodes.find(found.status())).isSameAs(node);
    assertThat(remember("b")).isSameAs(node);
  }

  private Node remember(String name) {
    return nodes.remember(nodes.get(NodeId.ROOT).held().openat(FileName.of(name)), Node::new);
  }
}
