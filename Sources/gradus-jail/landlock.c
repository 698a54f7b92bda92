/* File system, TCP and signal confinement by Landlock (kernel Documentation/userspace-api/landlock.rst).
   The constants are spelled out because distributions ship kernel headers older than their kernels. */
#ifdef __linux__
#define _GNU_SOURCE
#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };

enum {
    FS_EXECUTE = 1 << 0, FS_WRITE_FILE = 1 << 1, FS_READ_FILE = 1 << 2, FS_READ_DIR = 1 << 3, FS_REMOVE_FILE = 1 << 5,
    FS_MAKE_DIR = 1 << 7, FS_MAKE_REG = 1 << 8, FS_TRUNCATE = 1 << 14, FS_IOCTL_DEV = 1 << 15,
    FS_ON_FILES = FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV
};

struct ruleset { uint64_t files, network, scope; };
struct beneath { uint64_t allowed; int32_t folder; } __attribute__((packed));

int landlock_version(void) {
    long version = syscall(CREATE_RULESET, NULL, 0, 1U);
    return version < 0 ? 0 : (int)version;
}

/* Every file right that `version` can take away: 13 rights at first, one more in versions 2, 3 and 5. */
static uint64_t all_file_rights(int version) {
    int bits = version >= 5 ? 16 : version >= 3 ? 15 : version >= 2 ? 14 : 13;
    return (1ULL << bits) - 1;
}

static uint64_t rights(enum path_access access) {
    switch (access) {
    case PATH_READ: return FS_READ_FILE | FS_READ_DIR;
    case PATH_EXECUTE: return FS_READ_FILE | FS_EXECUTE;
    case PATH_WRITE:
        return FS_READ_FILE | FS_READ_DIR | FS_WRITE_FILE | FS_TRUNCATE | FS_MAKE_REG | FS_MAKE_DIR |
               FS_REMOVE_FILE;
    }
    return 0;
}

static int allow(int ruleset, int version, const struct path_rule *rule) {
    int folder = open(rule->path, O_PATH | O_CLOEXEC);
    if (folder < 0) return errno == ENOENT ? 0 : -1;
    struct stat status;
    int result = fstat(folder, &status);
    if (result == 0) {
        struct beneath beneath = {rights(rule->access) & all_file_rights(version), folder};
        if (!S_ISDIR(status.st_mode)) beneath.allowed &= FS_ON_FILES;
        result = (int)syscall(ADD_RULE, ruleset, 1, &beneath, 0);
    }
    close(folder);
    return result;
}

int landlock_confine(int version, const struct path_rule *rules, size_t count) {
    struct ruleset attributes = {all_file_rights(version), version >= 4 ? 3 : 0, version >= 6 ? 3 : 0};
    size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    int ruleset = (int)syscall(CREATE_RULESET, &attributes, size, 0);
    if (ruleset < 0) return -1;
    for (size_t i = 0; i < count; i++)
        if (allow(ruleset, version, &rules[i]) != 0) return -1;
    int result = (int)syscall(RESTRICT_SELF, ruleset, 0);
    close(ruleset);
    return result;
}
#endif
