// SPDX-License-Identifier: GPL-2.0-or-later
#include <string.h>

#include "shim.h"

struct kvmppc_ops *kvmppc_hv_ops;
int shim_rcu_depth;
struct shim_user shim_user;
unsigned long shim_page_size = 4096;
struct shim_machine shim_machine;
unsigned long nested_capabilities;
struct device_node shim_cpu_node;
struct shim_hypervisor shim_hypervisor;
char shim_debug[256];
int shim_once_lines;

static bool within(const void *address, size_t size, size_t area)
{
	uintptr_t offset = (uintptr_t)address - (uintptr_t)shim_user.start;

	return address && offset <= area && size <= area - offset;
}

int shim_read(void *to, const void *from, size_t size)
{
	if (!within(from, size, shim_user.readable))
		return -EFAULT;
	memcpy(to, from, size);
	if (shim_user.after_read)
		shim_user.after_read();
	return 0;
}

int shim_write(void *to, const void *from, size_t size)
{
	if (!within(to, size, shim_user.writable))
		return -EFAULT;
	memcpy(to, from, size);
	shim_user.writes++;
	return 0;
}

/* These two as linux/uaccess.h documents them */
int copy_struct_from_user(void *to, size_t known, const void *from, size_t size)
{
	size_t i;

	for (i = known; i < size; i++) {
		char byte;

		if (shim_read(&byte, (const char *)from + i, 1))
			return -EFAULT;
		if (byte)
			return -E2BIG;
	}
	memset(to, 0, known);
	return shim_read(to, from, min_t(size_t, size, known));
}

int copy_struct_to_user(void *to, size_t size, const void *from, size_t known,
			bool *ignored)
{
	static const char zeroes[65536];

	if (ignored)
		return -EINVAL;
	if (size > known &&
	    shim_write((char *)to + known, zeroes, size - known))
		return -EFAULT;
	return shim_write(to, from, min_t(size_t, size, known));
}

struct device_node *of_get_next_cpu_node(struct device_node *previous)
{
	if (previous)
		return NULL;
	shim_cpu_node.references++;
	return &shim_cpu_node;
}

int of_property_read_u32(const struct device_node *node, const char *name,
			 u32 *value)
{
	if (!node || strcmp(name, "cpu-version") ||
	    !shim_machine.has_cpu_version)
		return -EINVAL;
	*value = shim_machine.cpu_version;
	return 0;
}

void of_node_put(struct device_node *node)
{
	if (node)
		node->references--;
}

struct kvmppc_gs_buff *kvmppc_gsb_new(size_t size, unsigned long guest_id,
				      unsigned long vcpu_id, int flags)
{
	static struct kvmppc_gs_buff buffer;

	(void)size;
	(void)vcpu_id;
	(void)flags;
	if (shim_hypervisor.no_memory)
		return NULL;
	shim_hypervisor.buffers++;
	buffer = (struct kvmppc_gs_buff){.guest_id = guest_id};
	return &buffer;
}

int kvmppc_gse_put_u32(struct kvmppc_gs_buff *gsb, int iden, u32 value)
{
	if (iden == KVMPPC_GSID_LOGICAL_PVR)
		gsb->logical_pvr = value;
	return shim_hypervisor.put_result;
}

int kvmppc_gsb_send(struct kvmppc_gs_buff *gsb, unsigned long flags)
{
	if (flags != KVMPPC_GS_FLAGS_WIDE)
		return -EINVAL;
	shim_hypervisor.sends++;
	shim_hypervisor.guest_id = gsb->guest_id;
	shim_hypervisor.logical_pvr = gsb->logical_pvr;
	return shim_hypervisor.send_result;
}

void kvmppc_gsb_free(struct kvmppc_gs_buff *gsb)
{
	(void)gsb;
	shim_hypervisor.buffers--;
}
