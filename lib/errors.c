// SPDX-License-Identifier: LGPL-2.1-or-later
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errors.h"

#define NAMED(error) {error, #error}
static const struct {
	int number;
	const char *name;
} errors[] = {
	NAMED(E2BIG),  NAMED(EACCES),	  NAMED(EAGAIN),    NAMED(EBADF),
	NAMED(EBUSY),  NAMED(EEXIST),	  NAMED(EFAULT),    NAMED(EINTR),
	NAMED(EINVAL), NAMED(EIO),	  NAMED(ELOOP),	    NAMED(EMFILE),
	NAMED(ENFILE), NAMED(ENODEV),	  NAMED(ENOENT),    NAMED(ENOMEM),
	NAMED(ENOSPC), NAMED(ENOSYS),	  NAMED(ENOTDIR),   NAMED(ENOTTY),
	NAMED(ENXIO),  NAMED(EOPNOTSUPP), NAMED(EOVERFLOW), NAMED(EPERM),
};

#define ERROR_COUNT (sizeof(errors) / sizeof(errors[0]))
#define NUMBER_MARK "errno-"

void compatcaps_error_name(char name[ERROR_NAME_SIZE], int error)
{
	for (size_t i = 0; i < ERROR_COUNT; i++) {
		if (errors[i].number == error) {
			snprintf(name, ERROR_NAME_SIZE, "%s", errors[i].name);
			return;
		}
	}
	snprintf(name, ERROR_NAME_SIZE, NUMBER_MARK "%d", error);
}

int compatcaps_error_of_name(const char *name)
{
	char *end;
	long number;

	for (size_t i = 0; i < ERROR_COUNT; i++) {
		if (!strcmp(errors[i].name, name))
			return errors[i].number;
	}
	if (strncmp(name, NUMBER_MARK, strlen(NUMBER_MARK)))
		return 0;
	number = strtol(name + strlen(NUMBER_MARK), &end, 10);
	return *end || number < 1 || number > 4095 ? 0 : (int)number;
}
