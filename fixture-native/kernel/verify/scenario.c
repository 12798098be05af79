// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "scenario.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOUNT_POINT "/tmp/mnt"
#define FILE_PATH MOUNT_POINT "/file"
#define CONNECTIONS "/sys/fs/fuse/connections"

struct run {
	const struct scenario *scenario;
	pid_t server;
	int control;		/* to the server */
	unsigned connection;	/* number of the directory in fusectl */
};

struct counters {
	long copied, referenced, late;
};

static void set_parameter(const char *name, const char *value)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "/sys/module/fuse/parameters/%s", name);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, value, strlen(value)) < 0)
		fail(path);
	close(fd);
}

static FILE *open_control_file(const struct run *run, const char *name, const char *mode)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), CONNECTIONS "/%u/%s", run->connection, name);
	file = fopen(path, mode);
	if (!file)
		fail(path);
	return file;
}

static long read_counter(const struct run *run, const char *name)
{
	FILE *file = open_control_file(run, name, "re");
	long value;

	if (fscanf(file, "%ld", &value) != 1)
		fail(name);
	fclose(file);
	return value;
}

static struct counters read_counters(const struct run *run)
{
	return (struct counters) {
		.copied = read_counter(run, "user_pages_copied"),
		.referenced = read_counter(run, "user_pages_referenced"),
		.late = read_counter(run, "late_accesses"),
	};
}

/* Pipe buffers of all connections that hold a user page. */
static long lent_user_pages(void)
{
	const char *path = "/sys/module/fuse/parameters/lent_user_pages";
	FILE *file = fopen(path, "re");
	long value;

	if (!file || fscanf(file, "%ld", &value) != 1)
		fail(path);
	fclose(file);
	return value;
}

static void start(struct run *run)
{
	int device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	char options[128];
	int ends[2];
	struct stat root;

	if (device < 0)
		fail("open /dev/fuse");
	snprintf(options, sizeof(options), "fd=%d,rootmode=40000,user_id=0,group_id=0", device);
	if (mount("verify", MOUNT_POINT, "fuse", MS_NOSUID | MS_NODEV, options))
		fail("mount");
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends))
		fail("socketpair");

	run->server = fork();
	if (run->server < 0)
		fail("fork");
	if (run->server == 0) {
		close(ends[0]);
		serve(device, ends[1], run->scenario->server);
	}
	close(device);
	close(ends[1]);
	run->control = ends[0];

	/* Answered only when INIT is through. */
	if (stat(MOUNT_POINT, &root))
		fail("stat " MOUNT_POINT);
	run->connection = minor(root.st_dev);
}

static struct observation let_server_access(const struct run *run)
{
	struct observation seen;

	if (write(run->control, "", 1) != 1 || read(run->control, &seen, sizeof(seen)) != sizeof(seen))
		fail("exchange with the server");
	return seen;
}

static ssize_t write_by_splice(int file, const char *buffer, size_t size)
{
	struct iovec part = { (void *)buffer, size };
	ssize_t written = -1;
	int pipe[2];

	if (pipe2(pipe, O_CLOEXEC) || fcntl(pipe[0], F_SETPIPE_SZ, (int)size) < 0)
		fail("pipe");
	if (vmsplice(pipe[1], &part, 1, 0) == (ssize_t)size)
		written = splice(pipe[0], NULL, file, NULL, size, 0);
	close(pipe[0]);
	close(pipe[1]);
	return written;
}

static char *allocate(const struct scenario *scenario)
{
	char *pages = mmap(NULL, scenario->size + 4096, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED)
		fail("mmap");
	memset(pages, BYTES_OF_CALL, scenario->size + 4096);
	return pages + scenario->buffer_offset;
}

/* Writes, and changes the buffer as soon as the call has returned. */
static void write_and_change(const struct scenario *scenario, bool may_fail)
{
	int flags = scenario->write == BUFFERED ? 0 : O_DIRECT;
	int file = open(FILE_PATH, O_WRONLY | O_CLOEXEC | flags);
	char *buffer = allocate(scenario);
	ssize_t written;

	if (file < 0)
		fail("open " FILE_PATH);
	written = scenario->write == DIRECT_BY_SPLICE ? write_by_splice(file, buffer, scenario->size)
						      : pwrite(file, buffer, scenario->size, 0);
	if (written != (ssize_t)scenario->size && !may_fail)
		fail("write");

	memset(buffer, BYTES_AFTER_CALL, scenario->size);
	if (scenario->write == BUFFERED
	    && pwrite(file, buffer, scenario->size, 0) != (ssize_t)scenario->size)
		fail("second write");
	close(file);
}

static pid_t write_in_child(const struct scenario *scenario, bool may_fail)
{
	pid_t child = fork();

	if (child < 0)
		fail("fork");
	if (child == 0) {
		write_and_change(scenario, may_fail);
		_exit(0);
	}
	return child;
}

static void await_success_of(pid_t child)
{
	int status;

	if (waitpid(child, &status, 0) != child)
		fail("waitpid");
	if (status != 0) {
		errno = ECHILD;
		fail("a child process failed");
	}
}

static void write_then_abort(const struct run *run)
{
	pid_t writer = write_in_child(run->scenario, true);
	FILE *abort;

	/* The server has the payload once its pages are counted. */
	while (read_counter(run, "user_pages_referenced") + read_counter(run, "user_pages_copied") == 0)
		usleep(1000);
	abort = open_control_file(run, "abort", "we");
	fputs("1", abort);
	fclose(abort);
	await_success_of(writer);
}

static struct counters exercise(const struct run *run, struct observation *seen)
{
	struct counters counters;

	switch (run->scenario->event) {
	case CHANGE_BUFFER:
		write_and_change(run->scenario, false);
		break;
	case EXIT_OF_WRITER:
		await_success_of(write_in_child(run->scenario, false));
		break;
	case UNMOUNT:
		write_and_change(run->scenario, false);
		counters = read_counters(run);
		if (umount(MOUNT_POINT))
			fail("umount while the server holds a payload");
		if (lent_user_pages() != counters.referenced) {
			errno = EPROTO;
			fail("lent_user_pages while the server holds a payload");
		}
		*seen = let_server_access(run);
		return counters;
	case ABORT_OF_CONNECTION:
		write_then_abort(run);
		break;
	}
	*seen = let_server_access(run);
	return read_counters(run);
}

static bool as_expected(const struct scenario *scenario, const struct observation *seen,
			const struct counters *counters)
{
	return seen->offered & FUSE_SPLICE_READ_USER_PAGES
	       && seen->error == scenario->error
	       && (scenario->error || !scenario->content || seen->content == scenario->content)
	       && (scenario->copied < 0 || counters->copied == scenario->copied)
	       && (scenario->referenced < 0 || counters->referenced == scenario->referenced)
	       && (scenario->late < 0 || counters->late == scenario->late);
}

static const char *describe(char content)
{
	return content == BYTES_OF_CALL ? "bytes of the call"
	     : content == BYTES_AFTER_CALL ? "later bytes" : "nothing or mixed bytes";
}

bool run_scenario(int number, const struct scenario *scenario)
{
	struct run run = { .scenario = scenario };
	struct counters counters;
	struct observation seen;
	long lent;
	bool ok;

	if (scenario->parameter)
		set_parameter(scenario->parameter, "Y");
	start(&run);
	counters = exercise(&run, &seen);
	if (scenario->event != UNMOUNT && umount(MOUNT_POINT))
		fail("umount");
	close(run.control);
	await_success_of(run.server);
	if (scenario->parameter)
		set_parameter(scenario->parameter, "N");

	lent = lent_user_pages();
	ok = as_expected(scenario, &seen, &counters) && lent == 0;
	printf("%sok %d - %s, %zu bytes # %s, errno %d, %ld pages copied, %ld referenced, %ld late\n",
	       ok ? "" : "not ", number, scenario->name, scenario->size, describe(seen.content),
	       seen.error, counters.copied, counters.referenced, counters.late);
	if (!ok)
		printf("#   expected %s, errno %d, %ld, %ld, %ld; offered %#llx; %ld still lent, none expected\n",
		       describe(scenario->content), scenario->error, scenario->copied,
		       scenario->referenced, scenario->late, (unsigned long long)seen.offered, lent);
	return ok;
}
