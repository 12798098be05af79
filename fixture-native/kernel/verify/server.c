// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "server.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/fuse.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* One message needs a buffer for its header and one for each page (dev.c). */
#define PIPE_SIZE (2 * MAX_WRITE)
/* What a server without CAP_SYS_RESOURCE can have: fs.pipe-max-size, and half of it. */
#define SMALL_PIPE_SIZE MAX_WRITE
#define SMALL_MAX_WRITE (SMALL_PIPE_SIZE / 2)
#define MESSAGE_SIZE (MAX_WRITE + 4096)

#define FILE_NODEID 2

struct server {
	int device;
	struct behaviour behaviour;
	uint64_t offered;

	int pipe[2];		/* receives messages; holds the payload in BY_SPLICE */
	int spare[2];		/* receives messages while a payload is held */
	int copy[2];		/* holds what tee(2) made */
	char *message;		/* header, and the payload in BY_READ */
	char *payload;		/* what an access got */
	size_t held;		/* bytes of a payload that wait for an access; 0 if none */
	struct observation early;	/* of READ_BEFORE_REPLY */
};

_Noreturn void fail(const char *call)
{
	fprintf(stderr, "%s: %s\n", call, strerror(errno));
	_exit(1);
}

static void drop_sys_admin(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct sets[2];

	if (syscall(SYS_capget, &header, sets))
		fail("capget");
	sets[0].effective &= ~(1U << CAP_SYS_ADMIN);
	sets[0].permitted &= ~(1U << CAP_SYS_ADMIN);
	if (syscall(SYS_capset, &header, sets))
		fail("capset without CAP_SYS_ADMIN");
}

static void make_pipe(int fds[2])
{
	if (pipe2(fds, O_CLOEXEC))
		fail("pipe2");
	if (fcntl(fds[0], F_SETPIPE_SZ, PIPE_SIZE) < 0
	    && (errno != EPERM || fcntl(fds[0], F_SETPIPE_SZ, SMALL_PIPE_SIZE) < 0))
		fail("F_SETPIPE_SZ");
}

static void replace_pipe(int fds[2])
{
	close(fds[0]);
	close(fds[1]);
	make_pipe(fds);
}

static void reply(struct server *server, uint64_t unique, int error, const void *body, size_t size)
{
	struct fuse_out_header header = {
		.len = sizeof(header) + size, .error = -error, .unique = unique,
	};
	struct iovec parts[] = { { &header, sizeof(header) }, { (void *)body, size } };

	/* ENOENT: interrupted or aborted in the meantime. */
	if (writev(server->device, parts, size ? 2 : 1) < 0 && errno != ENOENT)
		fail("writev of a reply");
}

/* Reads exactly `size` bytes from a pipe that has them. */
static ssize_t take(int fd, char *to, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = read(fd, to + done, size - done);

		if (n <= 0)
			return done ? (ssize_t)done : n;
		done += n;
	}
	return done;
}

static char content_of(const char *bytes, long size)
{
	for (long i = 1; i < size; i++)
		if (bytes[i] != bytes[0])
			return '?';
	return size > 0 ? bytes[0] : '?';
}

static long splice_to_file(struct server *server)
{
	int file = memfd_create("payload", MFD_CLOEXEC);
	long bytes;

	if (file < 0)
		fail("memfd_create");
	bytes = splice(server->pipe[0], NULL, file, NULL, server->held, 0);
	if (bytes > 0 && pread(file, server->payload, bytes, 0) != bytes)
		fail("pread of the spliced payload");
	close(file);
	return bytes;
}

static long tee_and_read(struct server *server)
{
	long bytes = tee(server->pipe[0], server->copy[1], server->held, 0);

	/* Only the tee is to be judged here, so its result is thrown away unread. */
	if (bytes > 0)
		memset(server->payload, 0, bytes);
	return bytes;
}

static struct observation access_payload(struct server *server)
{
	struct observation seen = { .offered = server->offered };
	enum access access = server->behaviour.access;

	errno = 0;
	if (server->behaviour.transfer == BY_READ) {
		seen.bytes = server->held;
		memcpy(server->payload, server->message + sizeof(struct fuse_in_header)
		       + sizeof(struct fuse_write_in), server->held);
	} else if (access == TEE_AFTER_REPLY) {
		seen.bytes = tee_and_read(server);
	} else if (access == SPLICE_TO_FILE_AFTER_REPLY) {
		seen.bytes = splice_to_file(server);
	} else if (access == READ_OF_COPY_AFTER_REPLY) {
		seen.bytes = take(server->copy[0], server->payload, server->held);
	} else if (access == CLOSE_AFTER_REPLY) {
		seen.bytes = 0;
	} else {
		seen.bytes = take(server->pipe[0], server->payload, server->held);
	}
	seen.error = seen.bytes < 0 ? errno : 0;
	seen.content = content_of(server->payload, seen.bytes);
	return seen;
}

static void serve_init(struct server *server, uint64_t unique, const struct fuse_init_in *in)
{
	bool small = server->behaviour.privilege == SYS_ADMIN_OF_USER_NAMESPACE;
	struct fuse_init_out out = {
		.major = FUSE_KERNEL_VERSION,
		.minor = in->minor < 36 ? in->minor : 36,	/* 7.36: flags2 */
		.max_readahead = in->max_readahead,
		.flags = FUSE_BIG_WRITES | FUSE_MAX_PAGES | FUSE_INIT_EXT,
		.max_background = 16,
		.max_write = small ? SMALL_MAX_WRITE : MAX_WRITE,
		.max_pages = MAX_WRITE / 4096,
	};

	server->offered = in->flags;
	if (in->flags & FUSE_INIT_EXT)
		server->offered |= (uint64_t)in->flags2 << 32;
	if (server->behaviour.ask_for_flag)
		out.flags2 = FUSE_SPLICE_READ_USER_PAGES >> 32;
	reply(server, unique, 0, &out, sizeof(out));
}

static struct fuse_attr attributes(uint64_t nodeid)
{
	return (struct fuse_attr) {
		.ino = nodeid, .nlink = 1, .blksize = 4096,
		.mode = nodeid == FUSE_ROOT_ID ? S_IFDIR | 0755 : S_IFREG | 0644,
	};
}

static void serve_write(struct server *server, const struct fuse_in_header *header,
			const struct fuse_write_in *in)
{
	struct fuse_write_out out = { .size = in->size };

	if (server->held) {
		/* The second write of a buffered pair: its only use is to change the page cache. */
		if (server->behaviour.transfer == BY_SPLICE
		    && take(server->spare[0], server->payload, in->size) != (ssize_t)in->size)
			fail("read of a second payload");
		reply(server, header->unique, 0, &out, sizeof(out));
		return;
	}

	server->held = in->size;
	if (server->behaviour.access == READ_OF_COPY_AFTER_REPLY
	    && tee(server->pipe[0], server->copy[1], in->size, 0) != (ssize_t)in->size)
		fail("tee before the reply");
	if (server->behaviour.access == READ_BEFORE_REPLY)
		server->early = access_payload(server);
	if (server->behaviour.access != NEVER_REPLY)
		reply(server, header->unique, 0, &out, sizeof(out));
}

static void serve_request(struct server *server, const char *message)
{
	const struct fuse_in_header *header = (const void *)message;
	const void *body = message + sizeof(*header);

	switch (header->opcode) {
	case FUSE_INIT:
		serve_init(server, header->unique, body);
		return;
	case FUSE_LOOKUP: {
		struct fuse_entry_out out = { .nodeid = FILE_NODEID, .attr = attributes(FILE_NODEID) };

		reply(server, header->unique, 0, &out, sizeof(out));
		return;
	}
	case FUSE_GETATTR: {
		struct fuse_attr_out out = { .attr = attributes(header->nodeid) };

		reply(server, header->unique, 0, &out, sizeof(out));
		return;
	}
	case FUSE_OPEN: {
		struct fuse_open_out out = { .fh = 0 };

		reply(server, header->unique, 0, &out, sizeof(out));
		return;
	}
	case FUSE_WRITE:
		serve_write(server, header, body);
		return;
	case FUSE_RELEASE:
		reply(server, header->unique, 0, NULL, 0);
		return;
	case FUSE_FORGET:
	case FUSE_BATCH_FORGET:
	case FUSE_INTERRUPT:
		return;
	default:
		reply(server, header->unique, ENOSYS, NULL, 0);
	}
}

/* Returns false once the file system is unmounted or aborted. */
static bool receive(struct server *server)
{
	size_t header_size = sizeof(struct fuse_in_header) + sizeof(struct fuse_write_in);
	static char head[4096];
	const struct fuse_in_header *header = (const void *)head;
	int *into = server->held ? server->spare : server->pipe;
	ssize_t size;

	if (server->behaviour.transfer == BY_READ) {
		/* A held payload must survive the next message. */
		char *to = server->held ? server->payload : server->message;

		size = read(server->device, to, MESSAGE_SIZE);
		if (size > 0)
			serve_request(server, to);
	} else {
		size = splice(server->device, NULL, into[1], NULL, MESSAGE_SIZE, 0);
		if (size > 0) {
			if (take(into[0], head, sizeof(*header)) != sizeof(*header))
				fail("read of a header");
			size_t rest = header->opcode == FUSE_WRITE ? header_size - sizeof(*header)
								   : size - sizeof(*header);

			if (rest > sizeof(head) - sizeof(*header)
			    || take(into[0], head + sizeof(*header), rest) != (ssize_t)rest)
				fail("read of a body");
			serve_request(server, head);
		}
	}
	if (size > 0 || errno == ENOENT || errno == EINTR || errno == EAGAIN)
		return true;
	if (errno == ENODEV || errno == ECONNABORTED)
		return false;
	fail(server->behaviour.transfer == BY_READ ? "read of /dev/fuse" : "splice of /dev/fuse");
}

static bool obey(struct server *server, int control)
{
	struct observation seen;
	char command;

	if (read(control, &command, 1) != 1)
		return false;
	seen = server->behaviour.access == READ_BEFORE_REPLY ? server->early : access_payload(server);
	seen.offered = server->offered;
	server->held = 0;
	replace_pipe(server->pipe);
	replace_pipe(server->copy);
	if (write(control, &seen, sizeof(seen)) != sizeof(seen))
		fail("write of an observation");
	return true;
}

_Noreturn void serve(int device, int control, struct behaviour behaviour)
{
	struct server server = { .device = device, .behaviour = behaviour };
	struct pollfd fds[] = { { device, POLLIN, 0 }, { control, POLLIN, 0 } };

	server.message = malloc(MESSAGE_SIZE);
	server.payload = malloc(MESSAGE_SIZE);
	if (!server.message || !server.payload)
		fail("malloc");
	make_pipe(server.pipe);
	make_pipe(server.spare);
	make_pipe(server.copy);
	if (behaviour.privilege == WITHOUT_SYS_ADMIN)
		drop_sys_admin();
	else if (behaviour.privilege == SYS_ADMIN_OF_USER_NAMESPACE && unshare(CLONE_NEWUSER))
		fail("unshare of the user namespace");

	/* After an abort or umount the held payload can still be asked for. */
	while (poll(fds, 2, -1) >= 0 || errno == EINTR) {
		if (fds[1].revents && !obey(&server, control))
			_exit(0);
		if (fds[0].fd >= 0 && fds[0].revents && !receive(&server))
			fds[0].fd = -1;
	}
	fail("poll");
}
