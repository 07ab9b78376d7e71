// SPDX-License-Identifier: GPL-2.0-or-later
#include <ctype.h>
#include <stdio.h>

#include "guest.h"

#define MODEL_SIZE 16

/* QEMU and libvirt use the names of modes in lower case. */
static void model_name(char model[MODEL_SIZE],
		       const struct compatcaps_mode *mode)
{
	snprintf(model, MODEL_SIZE, "%s", mode->name);
	for (char *c = model; *c; c++)
		*c = (char)tolower((unsigned char)*c);
}

void guest_qemu_property(char property[GUEST_WORD_SIZE],
			 const struct compatcaps_mode *mode)
{
	char model[MODEL_SIZE];

	model_name(model, mode);
	snprintf(property, GUEST_WORD_SIZE, "max-cpu-compat=%s", model);
}

void guest_qemu_args(struct guest_args *args,
		     const struct compatcaps_mode *mode)
{
	char property[GUEST_WORD_SIZE];

	guest_qemu_property(property, mode);
	*args = (struct guest_args){{"-machine", "", "-cpu", "host"}};
	snprintf(args->words[1], GUEST_WORD_SIZE, "pseries,accel=kvm,%.60s",
		 property);
}

void guest_qemu_line(char line[GUEST_LINE_SIZE],
		     const struct compatcaps_mode *mode)
{
	struct guest_args args;

	guest_qemu_args(&args, mode);
	snprintf(line, GUEST_LINE_SIZE, "%s %s %s %s", args.words[0],
		 args.words[1], args.words[2], args.words[3]);
}

void guest_print_qemu_args(const struct compatcaps_mode *mode)
{
	char line[GUEST_LINE_SIZE];

	guest_qemu_line(line, mode);
	puts(line);
}

void guest_libvirt_cpu(char element[GUEST_WORD_SIZE],
		       const struct compatcaps_mode *mode)
{
	char model[MODEL_SIZE];

	model_name(model, mode);
	snprintf(element, GUEST_WORD_SIZE,
		 "<cpu mode='host-model'><model>%s</model></cpu>", model);
}
