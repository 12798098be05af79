// SPDX-License-Identifier: Apache-2.0
/*
 * The first process of a guest: gives it what a host has, connects a command to
 * the serial line, and powers off when the command ends.
 *
 *   boot --serial KERNEL guest-init COMMAND [ARGUMENT...]
 *
 * The command's stdin and stdout are the serial line, 8 bit clean; its stderr is
 * the console. It is looked up in PATH. Before it starts, the line "guest ready" goes
 * out: until then the host must not send anything, because the line starts as a
 * terminal (init_termios, arch/um/drivers/line.c, 6.12), where ^C and ^D mean something.
 * When the host closes its end, the command reads the end of its input; it has 5 s to
 * end by itself, then the guest powers off.
 *
 * The root is the host's and read-only. What the guest writes goes to tmpfs: one on
 * FUSE_FIXTURE_DIR, an empty folder that the host must have, with mnt/, backing/ and
 * tmp/ in it, and one on /dev/shm. A stale FUSE mount of the host that shows through
 * the root is in nobody's way there. The rest of the host's /tmp and /run stays visible.
 *
 * Environment: NAME=VALUE among the kernel's arguments, with these defaults:
 *   FUSE_FIXTURE_DIR=/run/fuse-fixture
 *   TMPDIR=$FUSE_FIXTURE_DIR/tmp, PATH, HOME=/root, LANG=C.UTF-8
 *
 * A program, since a script would need mount(8), stty(1) and poweroff(8), which an
 * image with a JVM and little else does not have. Linked statically, for the same reason.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#define SERIAL_LINE "/dev/ttyS0"
#define READY "guest ready\n"
#define GRACE_SECONDS 5

_Noreturn static void power_off(void)
{
	fflush(NULL);
	sync();
	reboot(RB_POWER_OFF);
	/* Not reached; the end of init is a panic, which ends the guest as well. */
	_exit(1);
}

_Noreturn static void fail(const char *format, ...)
{
	int error = errno;
	va_list arguments;

	fputs("guest-init: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, ": %s\n", strerror(error));
	power_off();
}

static void mount_on(const char *target, const char *type, unsigned long flags, const char *options)
{
	if (mount(type, target, type, flags, options))
		fail("mount of %s on %s", type, target);
}

static void make_folder(const char *parent, const char *name, mode_t mode)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", parent, name);
	if (mkdir(path, mode) || chmod(path, mode))
		fail("mkdir %s", path);
}

static void mount_system(void)
{
	const unsigned long harmless = MS_NOSUID | MS_NODEV | MS_NOEXEC;

	mount_on("/proc", "proc", harmless, NULL);
	mount_on("/sys", "sysfs", harmless, NULL);
	mount_on("/sys/fs/fuse/connections", "fusectl", harmless, NULL);
	mount_on("/dev", "devtmpfs", MS_NOSUID, NULL);
	make_folder("/dev", "pts", 0755);
	mount_on("/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "mode=620,ptmxmode=666");
	make_folder("/dev", "shm", 01777);
	mount_on("/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
	if (symlink("/proc/self/fd", "/dev/fd") || symlink("fd/0", "/dev/stdin")
	    || symlink("fd/1", "/dev/stdout") || symlink("fd/2", "/dev/stderr"))
		fail("symlink in /dev");
}

static void set_fault_injection(const char *name, const char *value)
{
	char path[128];
	int file;

	snprintf(path, sizeof(path), "/sys/kernel/debug/%s", name);
	file = open(path, O_WRONLY | O_CLOEXEC);
	if (file < 0 || write(file, value, strlen(value)) < 0)
		fail("set %s to %s", path, value);
	close(file);
}

/*
 * By itself the kernel fails only what it can not wait for (mm/failslab.c and
 * mm/fail_page_alloc.c, 6.12), and no single page. Here every allocation can fail, once a
 * thread asks for it in its fail-nth; none does by chance, the probability is 0.
 */
static void let_allocations_fail(void)
{
	mount_on("/sys/kernel/debug", "debugfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	set_fault_injection("failslab/ignore-gfp-wait", "N");
	set_fault_injection("fail_page_alloc/ignore-gfp-wait", "N");
	set_fault_injection("fail_page_alloc/ignore-gfp-highmem", "N");
	set_fault_injection("fail_page_alloc/min-order", "0");
}

static void mount_fixture_folder(const char *folder)
{
	struct stat status;

	if (stat(folder, &status))
		fail("the host has no folder %s, and the guest can not make it", folder);
	/* Executable: JNI libraries are unpacked to tmp/. */
	mount_on(folder, "tmpfs", MS_NOSUID | MS_NODEV, "mode=755");
	make_folder(folder, "mnt", 0755);
	make_folder(folder, "backing", 0755);
	make_folder(folder, "tmp", 01777);
	if (chdir(folder))
		fail("chdir %s", folder);
}

static void set_environment(const char *folder)
{
	char temporary[4096];

	snprintf(temporary, sizeof(temporary), "%s/tmp", folder);
	setenv("TMPDIR", temporary, 0);
	setenv("LANG", "C.UTF-8", 0);
	setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 0);
	/* The kernel itself sets HOME=/ and TERM=linux for init (init/main.c). */
	setenv("HOME", "/root", 1);
}

static void ignore(int signal)
{
	(void)signal;
}

/* A signal that interrupts a call, and does nothing else. */
static void let_interrupt(int signal)
{
	struct sigaction action = { .sa_handler = ignore };

	if (sigaction(signal, &action, NULL))
		fail("sigaction");
}

/* No echo, no lines, no signals from bytes, no translation of CR and LF. */
static int open_serial_line(void)
{
	struct termios settings;
	int line;

	/*
	 * If the host has closed its end already, the kernel hangs the line up and opens
	 * it again, for ever (tty_open, drivers/tty/tty_io.c, 6.12), unless interrupted.
	 */
	let_interrupt(SIGALRM);
	alarm(GRACE_SECONDS);
	line = open(SERIAL_LINE, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (line < 0 || tcgetattr(line, &settings))
		fail("open " SERIAL_LINE);
	alarm(0);
	cfmakeraw(&settings);
	if (tcsetattr(line, TCSANOW, &settings))
		fail("tcsetattr " SERIAL_LINE);
	return line;
}

_Noreturn static void run(char **command, int line)
{
	setsid();
	if (dup2(line, STDIN_FILENO) < 0 || dup2(line, STDOUT_FILENO) < 0)
		fail("dup2");
	execvp(command[0], command);
	fprintf(stderr, "guest-init: exec %s: %s\n", command[0], strerror(errno));
	_exit(127);
}

/* Reaps what has ended; true if the child was among it, then with its wait status. */
static bool reap(pid_t child, int *child_status)
{
	bool ended = false;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid == child) {
			*child_status = status;
			ended = true;
		}
	}
	return ended;
}

/* Returns the wait status of the child, or powers off if it outlives the line too long. */
static int await(pid_t child, int line, const sigset_t *no_signals)
{
	/* No events asked for: POLLHUP comes anyway. */
	struct pollfd hangup = { .fd = line };
	struct timespec grace = { .tv_sec = GRACE_SECONDS };
	int status, ready;

	while (!reap(child, &status)) {
		ready = ppoll(&hangup, 1, hangup.fd < 0 ? &grace : NULL, no_signals);
		if (ready > 0) {
			hangup.fd = -1;
		} else if (ready == 0) {
			fputs("guest-init: the host closed the line, but the command did not end\n", stderr);
			power_off();
		} else if (errno != EINTR) {
			fail("ppoll");
		}
	}
	return status;
}

int main(int argc, char **argv)
{
	const char *folder = getenv("FUSE_FIXTURE_DIR");
	sigset_t child_ended, no_signals;
	int line, status;
	pid_t child;

	if (getpid() != 1 || argc < 2) {
		fputs("guest-init: runs as the first process of a guest, with a command\n", stderr);
		return 2;
	}
	if (!folder)
		setenv("FUSE_FIXTURE_DIR", folder = "/run/fuse-fixture", 1);

	mount_system();
	let_allocations_fail();
	mount_fixture_folder(folder);
	set_environment(folder);
	line = open_serial_line();
	if (write(line, READY, strlen(READY)) != (ssize_t)strlen(READY))
		fail("write to " SERIAL_LINE);

	/* Blocked but in ppoll(), so that none is missed. */
	let_interrupt(SIGCHLD);
	sigemptyset(&no_signals);
	sigemptyset(&child_ended);
	sigaddset(&child_ended, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child_ended, NULL);
	child = fork();
	if (child < 0)
		fail("fork");
	if (child == 0) {
		sigprocmask(SIG_SETMASK, &no_signals, NULL);
		run(argv + 1, line);
	}
	status = await(child, line, &no_signals);

	/* What the command wrote last must be out before the guest is. */
	tcdrain(line);
	if (WIFSIGNALED(status))
		fprintf(stderr, "guest-init: the command was killed by signal %d\n", WTERMSIG(status));
	else
		fprintf(stderr, "guest-init: the command ended with status %d\n", WEXITSTATUS(status));
	power_off();
}
