// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A harness without libFuzzer: each file of the folders that are named, once.
 * So what was found stays found with any compiler.
 */
#include <dirent.h>
#include <limits.h>
#include <string.h>

#include "fuzz.h"

/* Longer ones are libFuzzer's business. */
#define LONGEST (4 << 20)

static void run_file(const char *path)
{
	uint8_t *data = malloc(LONGEST);
	FILE *file = fopen(path, "re");
	size_t size;

	if (!data || !file) {
		perror(path);
		exit(1);
	}
	size = fread(data, 1, LONGEST, file);
	fclose(file);
	/* Where it was, if it ends here. */
	fprintf(stderr, "%s\n", path);
	data = realloc(data, size ? size : 1);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
}

static int run_folder(const char *folder)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;
	char path[PATH_MAX];
	int files = 0;

	if (!directory) {
		perror(folder);
		exit(1);
	}
	while ((entry = readdir(directory))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		run_file(path);
		files++;
	}
	closedir(directory);
	return files;
}

int main(int argc, char *argv[])
{
	int files = 0;

	for (int i = 1; i < argc; i++)
		files += run_folder(argv[i]);
	printf("%d inputs\n", files);
	/* A corpus that is not there has found nothing. */
	return files ? 0 : 1;
}
