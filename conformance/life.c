// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "guest.h"
#include "life.h"

const char *const life_step_names[LIFE_STEPS] = {
	"a VM with a vCPU",
	"KVM_SET_ONE_REG",
	"KVM_RUN",
	"KVM_GET_ONE_REG",
};

/* The first run that is refused is the result. */
static int run(struct life *life, struct guest *guest, unsigned int runs)
{
	int result = LIFE_NOT_TAKEN;

	while (runs--) {
		int now = guest_enter(guest, life->why, sizeof(life->why));

		if (result >= 0)
			result = now;
	}
	return result;
}

/* Like a program that does not look at what was refused */
static void live(struct life *life, struct guest *guest, uint32_t logical_pvr,
		 unsigned int runs)
{
	uint32_t value;

	if (logical_pvr)
		life->results[LIFE_SET_MODE] =
			guest_set_compat(guest, logical_pvr);
	life->results[LIFE_RUN] = run(life, guest, runs);
	life->results[LIFE_GET_MODE] = guest_get_compat(guest, &value);
}

void life_live(struct life *life, int kvm, uint32_t logical_pvr,
	       unsigned int runs)
{
	struct guest guest;
	unsigned int step;

	*life = (struct life){.why = ""};
	for (step = 0; step < LIFE_STEPS; step++)
		life->results[step] = LIFE_NOT_TAKEN;
	life->results[LIFE_OPEN] = guest_open(&guest, kvm);
	if (life->results[LIFE_OPEN])
		return;
	live(life, &guest, logical_pvr, runs);
	guest_close(&guest);
}

bool life_was_well(const struct life *life)
{
	unsigned int step;

	for (step = 0; step < LIFE_STEPS; step++)
		if (life->results[step] < 0)
			return false;
	return true;
}

/* A VM is a folder there, which begins with the number of its program. */
int life_machines(void)
{
	DIR *dir = opendir("/sys/kernel/debug/kvm");
	struct dirent *entry;
	int count = 0;

	if (!dir)
		return -1;
	while ((entry = readdir(dir)))
		count += isdigit((unsigned char)entry->d_name[0]) &&
			 strchr(entry->d_name, '-');
	closedir(dir);
	return count;
}

#define LEFT_TRIES 50
#define LEFT_PAUSE_US 20000

int life_machines_left(void)
{
	unsigned int tries = LEFT_TRIES;
	int count = life_machines();

	while (count > 0 && tries--) {
		usleep(LEFT_PAUSE_US);
		count = life_machines();
	}
	return count;
}
