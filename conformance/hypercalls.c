// SPDX-License-Identifier: GPL-2.0-or-later
#include "hypercalls.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct hypercall negotiating[] = {
	{"H_GUEST_GET_CAPABILITIES", 0x460, false, false},
	{"H_GUEST_SET_CAPABILITIES", 0x464, false, false},
};
const size_t negotiating_count = COUNT(negotiating);

const struct hypercall living[] = {
	{"H_GUEST_CREATE", 0x470, false, false},
	{"H_GUEST_CREATE_VCPU", 0x474, false, false},
	{"H_GUEST_SET_STATE", 0x47c, false, true},
	{"H_GUEST_GET_STATE", 0x478, true, true},
	{"H_GUEST_RUN_VCPU", 0x480, false, false},
	{"H_GUEST_DELETE", 0x488, false, false},
};
const size_t living_count = COUNT(living);

/* Numbers: arch/powerpc/include/asm/hvcall.h of Linux */
const struct code codes[] = {
	{"H_BUSY", 1, REPEATED},
	{"H_LONG_BUSY_ORDER_1_MSEC", 9900, REPEATED},
	{"H_LONG_BUSY_ORDER_10_MSEC", 9901, REPEATED},
	{"H_LONG_BUSY_ORDER_100_MSEC", 9902, REPEATED},
	{"H_LONG_BUSY_ORDER_1_SEC", 9903, REPEATED_SLOWLY},
	{"H_LONG_BUSY_ORDER_10_SEC", 9904, REPEATED_SLOWLY},
	{"H_LONG_BUSY_ORDER_100_SEC", 9905, REPEATED_SLOWLY},
	{"H_NOT_AVAILABLE", 3, REFUSES},
	{"H_IN_PROGRESS", 14, REFUSES},
	{"H_HARDWARE", -1, REFUSES},
	{"H_FUNCTION", -2, REFUSES},
	{"H_PRIVILEGE", -3, REFUSES},
	{"H_PARAMETER", -4, REFUSES},
	{"H_NO_MEM", -9, REFUSES},
	{"H_AUTHORITY", -10, REFUSES},
	{"H_RESOURCE", -16, REFUSES},
	{"H_NOT_ENOUGH_RESOURCES", -44, REFUSES},
	{"H_ABORTED", -54, REFUSES},
	{"H_P2", -55, REFUSES},
	{"H_P3", -56, REFUSES},
	{"H_P4", -57, REFUSES},
	{"H_P5", -58, REFUSES},
	{"H_UNSUPPORTED", -67, REFUSES},
	{"H_STATE", -75, REFUSES},
	{"H_IN_USE", -77, REFUSES},
	{"H_INVALID_ELEMENT_ID", -79, REFUSES},
	{"H_INVALID_ELEMENT_SIZE", -80, REFUSES},
	{"H_INVALID_ELEMENT_VALUE", -81, REFUSES},
	{"H_INPUT_BUFFER_NOT_DEFINED", -82, REFUSES},
	{"H_INPUT_BUFFER_TOO_SMALL", -83, REFUSES},
	{"H_OUTPUT_BUFFER_NOT_DEFINED", -84, REFUSES},
	{"H_OUTPUT_BUFFER_TOO_SMALL", -85, REFUSES},
	{"H_PARTITION_PAGE_TABLE_NOT_DEFINED", -86, REFUSES},
	{"H_GUEST_VCPU_STATE_NOT_HV_OWNED", -87, REFUSES},
	{"H_UNSUPPORTED_FLAG (bit 0)", -256, REFUSES},
	{"H_UNSUPPORTED_FLAG (bit 63)", -319, REFUSES},
	{"a code without a meaning", -200, REFUSES},
};
const size_t code_count = COUNT(codes);

bool can_be_answered(const struct hypercall *hypercall, const struct code *code)
{
	return !hypercall->trusts_positive || code->value < 0 ||
	       code->use != REFUSES;
}
