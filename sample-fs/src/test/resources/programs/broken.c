/*
 * A filesystem in C, written for libfuse 3, that shows a directory; with one bug, or none. It is a program under test as any
 * other: it knows nothing of the fixture.
 *
 * Usage: broken BUG DIRECTORY MOUNTPOINT
 *   BUG   none, or a name of the table at the end
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#define FUSE_USE_VERSION 31
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>

static char directory[PATH_MAX];
static const char *bug;
static int writes;

static int has(const char *name) { return strcmp(bug, name) == 0; }

struct path { char text[PATH_MAX]; };

static struct path below(const char *name) {
  struct path path;
  if (snprintf(path.text, sizeof path.text, "%s%s", directory, name) >= (int)sizeof path.text) path.text[0] = 0;
  return path;
}

static int result(int returned) { return returned < 0 ? -errno : returned; }

static void *begin(struct fuse_conn_info *connection, struct fuse_config *config) {
  (void)connection;
  config->use_ino = 1;
  config->nullpath_ok = 0;
  config->entry_timeout = config->attr_timeout = config->negative_timeout = 0;
  return NULL;
}

static int get_attributes(const char *name, struct stat *status, struct fuse_file_info *file) {
  int failure = file ? result(fstat(file->fh, status)) : result(lstat(below(name).text, status));
  if (failure == 0 && has("one_link")) status->st_nlink = S_ISDIR(status->st_mode) ? 2 : 1;
  return failure;
}

static int read_link(const char *name, char *target, size_t size) {
  int length = result(readlink(below(name).text, target, size - 1));
  if (length < 0) return length;
  target[length] = 0;
  return 0;
}

static int list(const char *name, void *entries, fuse_fill_dir_t add, off_t offset, struct fuse_file_info *file,
                enum fuse_readdir_flags flags) {
  (void)offset; (void)file; (void)flags;
  DIR *stream = opendir(below(name).text);
  if (!stream) return -errno;
  int number = 0;
  for (struct dirent *entry; (entry = readdir(stream));) {
    if (has("lost_entry") && ++number % 20 == 0) continue;
    struct stat status = {.st_ino = entry->d_ino, .st_mode = (mode_t)entry->d_type << 12};
    if (add(entries, entry->d_name, &status, 0, 0)) break;
  }
  closedir(stream);
  return 0;
}

static int make_node(const char *name, mode_t mode, dev_t device) {
  int failure = result(mknod(below(name).text, mode, device));
  if (failure == 0) lchown(below(name).text, fuse_get_context()->uid, fuse_get_context()->gid);
  return failure;
}

static int make_directory(const char *name, mode_t mode) {
  int failure = result(mkdir(below(name).text, mode));
  if (failure == 0) lchown(below(name).text, fuse_get_context()->uid, fuse_get_context()->gid);
  return failure;
}

static int make_symlink(const char *target, const char *name) { return result(symlink(target, below(name).text)); }
static int make_link(const char *from, const char *name) { return result(link(below(from).text, below(name).text)); }
static int remove_directory(const char *name) { return result(rmdir(below(name).text)); }

static int remove_name(const char *name) { return result(unlink(below(name).text)); }

static int move(const char *from, const char *to, unsigned flags) {
  if (has("rename_lost") && flags == 0) return 0;
  return result(renameat2(AT_FDCWD, below(from).text, AT_FDCWD, below(to).text, has("exchange_is_rename") ? 0 : flags));
}

static int change_mode(const char *name, mode_t mode, struct fuse_file_info *file) {
  (void)file;
  if (has("chmod_ignored")) return 0;
  return result(chmod(below(name).text, mode));
}

static int change_owner(const char *name, uid_t user, gid_t group, struct fuse_file_info *file) {
  (void)file;
  return result(lchown(below(name).text, user, group));
}

static int change_size(const char *name, off_t size, struct fuse_file_info *file) {
  if (has("truncation_ignored")) return 0;
  return file ? result(ftruncate(file->fh, size)) : result(truncate(below(name).text, size));
}

static int change_times(const char *name, const struct timespec times[2], struct fuse_file_info *file) {
  (void)file;
  if (has("times_ignored")) return 0;
  return result(utimensat(AT_FDCWD, below(name).text, times, AT_SYMLINK_NOFOLLOW));
}

static int open_file(const char *name, struct fuse_file_info *file) {
  int fd = result(open(below(name).text, (file->flags & ~O_DIRECT & ~O_APPEND & ~O_ACCMODE) |
                       ((file->flags & O_ACCMODE) == O_WRONLY ? O_RDWR : (file->flags & O_ACCMODE))));
  if (fd < 0) return fd;
  file->fh = fd;
  return 0;
}

static int create_file(const char *name, mode_t mode, struct fuse_file_info *file) {
  int fd = result(open(below(name).text, (file->flags & ~O_DIRECT & ~O_APPEND & ~O_ACCMODE) | O_RDWR | O_CREAT, mode));
  if (fd < 0) return fd;
  fchown(fd, fuse_get_context()->uid, fuse_get_context()->gid);
  file->fh = fd;
  return 0;
}

static int read_file(const char *name, char *buffer, size_t size, off_t offset, struct fuse_file_info *file) {
  (void)name;
  if (has("short_read") && size > 512) size /= 2;
  return result(pread(file->fh, buffer, size, offset));
}

static int write_file(const char *name, const char *buffer, size_t size, off_t offset, struct fuse_file_info *file) {
  (void)name;
  int number = __atomic_add_fetch(&writes, 1, __ATOMIC_RELAXED);
  if (has("lost_write") && number % 7 == 0) return size;
  if (has("partial_store") && size > 4096) {
    int failure = result(pwrite(file->fh, buffer, size / 2, offset));
    return failure < 0 ? failure : (int)size;
  }
  if (has("offset_cut")) offset = (unsigned)offset;
  if (has("silent_full") && offset + size > 200 * 1024) return size;
  return result(pwrite(file->fh, buffer, size, offset));
}

static int statistics(const char *name, struct statvfs *values) { return result(statvfs(below(name).text, values)); }
static int release_file(const char *name, struct fuse_file_info *file) { (void)name; return result(close(file->fh)); }

static int sync_file(const char *name, int data, struct fuse_file_info *file) {
  (void)name;
  return result(data ? fdatasync(file->fh) : fsync(file->fh));
}

static int set_xattr(const char *name, const char *key, const char *value, size_t size, int flags) {
  if (has("xattr_cut") && size > 16) size = 16;
  return result(lsetxattr(below(name).text, key, value, size, flags));
}

static int get_xattr(const char *name, const char *key, char *value, size_t size) {
  return result(lgetxattr(below(name).text, key, value, size));
}

static int list_xattrs(const char *name, char *keys, size_t size) { return result(llistxattr(below(name).text, keys, size)); }
static int remove_xattr(const char *name, const char *key) { return result(lremovexattr(below(name).text, key)); }

static int allocate(const char *name, int mode, off_t offset, off_t length, struct fuse_file_info *file) {
  (void)name;
  if (has("hole_keeps_bytes") && (mode & FALLOC_FL_PUNCH_HOLE)) return 0;
  return result(fallocate(file->fh, mode, offset, length));
}

static const struct fuse_operations operations = {
    .init = begin, .getattr = get_attributes, .readlink = read_link, .readdir = list, .mknod = make_node,
    .mkdir = make_directory, .symlink = make_symlink, .link = make_link, .unlink = remove_name, .rmdir = remove_directory,
    .rename = move, .chmod = change_mode, .chown = change_owner, .truncate = change_size, .utimens = change_times,
    .open = open_file, .create = create_file, .read = read_file, .write = write_file, .statfs = statistics,
    .release = release_file, .fsync = sync_file, .setxattr = set_xattr, .getxattr = get_xattr, .listxattr = list_xattrs,
    .removexattr = remove_xattr, .fallocate = allocate,
};

static const char *const bugs[] = {
    "none", "times_ignored", "one_link", "lost_entry", "rename_lost", "exchange_is_rename", "chmod_ignored",
    "truncation_ignored", "short_read", "lost_write", "partial_store", "offset_cut", "silent_full", "xattr_cut",
    "hole_keeps_bytes",
};

int main(int count, char **arguments) {
  if (count < 4 || !realpath(arguments[2], directory)) {
    fprintf(stderr, "usage: broken BUG DIRECTORY MOUNTPOINT\n");
    return 2;
  }
  bug = arguments[1];
  int known = 0;
  for (size_t at = 0; at < sizeof bugs / sizeof *bugs; at++) known |= has(bugs[at]);
  if (!known) {
    fprintf(stderr, "broken: unknown bug %s\n", bug);
    return 2;
  }
  umask(0);
  char *fuse_arguments[] = {arguments[0], "-f", "-o", "default_permissions", arguments[3], NULL};
  return fuse_main(5, fuse_arguments, &operations, NULL);
}
