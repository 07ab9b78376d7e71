// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The first and only process of a guest (L2): say as which processor the
 * guest really runs, from where the kernel, programs and the hypervisor's
 * device tree say it, then power off. With guest.ticks=N on the kernel's
 * command line count N seconds aloud before that, with the mode, and say it
 * all again: what a migration moves has to be the same guest.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <unistd.h>

#define CPUS "/proc/device-tree/cpus"

static void print_cpu_version(const char *node)
{
	unsigned char version[4];
	char path[512];
	FILE *file;

	snprintf(path, sizeof(path), CPUS "/%s/cpu-version", node);
	file = fopen(path, "r");
	if (!file)
		return;
	if (fread(version, sizeof(version), 1, file) == 1)
		printf("guest: cpu-version %02x%02x%02x%02x\n", version[0],
		       version[1], version[2], version[3]);
	fclose(file);
}

static void print_cpu_versions(void)
{
	DIR *dir = opendir(CPUS);
	struct dirent *entry;

	if (!dir)
		return;
	while ((entry = readdir(dir)))
		print_cpu_version(entry->d_name);
	closedir(dir);
}

static void print_cpuinfo(void)
{
	FILE *file = fopen("/proc/cpuinfo", "r");
	char line[256];

	if (!file)
		return;
	while (fgets(line, sizeof(line), file)) {
		if (!strncmp(line, "cpu\t", 4))
			printf("guest: %s", line);
	}
	fclose(file);
}

static const char *platform(unsigned long type)
{
	const char *name = (const char *)getauxval(type);

	return name ? name : "none";
}

static int wanted_ticks(void)
{
	FILE *file = fopen("/proc/cmdline", "r");
	char line[1024] = "";
	const char *word;

	if (!file)
		return 0;
	if (!fgets(line, sizeof(line), file))
		line[0] = '\0';
	fclose(file);
	word = strstr(line, "guest.ticks=");
	return word ? atoi(word + strlen("guest.ticks=")) : 0;
}

static void print_processor(void)
{
	print_cpu_versions();
	print_cpuinfo();
	printf("guest: AT_PLATFORM %s, AT_BASE_PLATFORM %s\n",
	       platform(AT_PLATFORM), platform(AT_BASE_PLATFORM));
	fflush(stdout);
}

int main(void)
{
	int ticks;

	mkdir("/proc", 0755);
	mkdir("/sys", 0755);
	if (mount("proc", "/proc", "proc", 0, NULL) ||
	    mount("sysfs", "/sys", "sysfs", 0, NULL))
		perror("guest: mount");
	print_processor();
	ticks = wanted_ticks();
	for (int i = 1; i <= ticks; i++) {
		sleep(1);
		print_cpu_versions();
		printf("guest: tick %d\n", i);
		fflush(stdout);
	}
	if (ticks)
		print_processor();
	sync();
	reboot(RB_POWER_OFF);
	return 1;
}
