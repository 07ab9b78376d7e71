// SPDX-License-Identifier: GPL-2.0-or-later
/* Concludes from observations, row by row. */
#include "cmocka_includes.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compatcaps.h"
#include "rows.h"

#define MAX_TEXTS 24
#define SOURCE(name) COMPATCAPS_SOURCE_##name
#define KIND(name) COMPATCAPS_KIND_##name
#define CALL(name) COMPATCAPS_CALL_##name

struct text {
	const char *path;
	const char *text;
};

/* A member that a row does not name is 0: not known, not failed. */
struct row {
	const char *title;
	struct text texts[MAX_TEXTS];
	enum compatcaps_source wanted;
	int result;
	enum compatcaps_kind kind;
	enum compatcaps_source source;
	int error;
	enum compatcaps_call failed_call;
	int failed_errno;
	uint32_t processor, partition, platform;
	uint64_t capabilities, accepted, refused;
};

#define POWER {"uname/machine", "ppc64le"}
#define OPEN(text) {"kvm/open", text}
#define HTAB_FD(text) {"kvm/extension/ppc-htab-fd", text}
#define NESTED_HV(text) {"kvm/extension/ppc-nested-hv", text}
#define COMPAT_CAPS(text) {"kvm/extension/ppc-compat-caps", text}
#define DEV_KVM(text) {"kvm/compat-caps/dev-kvm", text}
#define CREATE_VM(text) {"kvm/create-vm", text}
#define VM(text) {"kvm/compat-caps/vm", text}
#define CREATE_VCPU(text) {"kvm/trial/create-vcpu", text}
#define TRIED(level, text) {"kvm/trial/arch-compat-0x0f00000" level, text}
#define COMPATIBLE(text) {"device-tree/compatible", text}
#define CPU_VERSION(text) {"device-tree/cpu-version", text}
#define CPUINFO(text) {"proc/cpuinfo", text}
#define PLATFORM(text) {"auxv/platform", text}
#define NESTED(text) {"module/kvm_hv/nested", text}
#define KVM_HV POWER, OPEN("ok"), HTAB_FD("1")
#define BITS "0x6000000000000000"
#define BITS_VALUE 0x6000000000000000

static const struct row source_rows[] = {
	{"nothing was seen", {{0}}, .result = -ENXIO, .error = -ENXIO},
	{"/dev/kvm answered",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM(BITS)},
	 .source = SOURCE(DEV_KVM),
	 .capabilities = BITS_VALUE},
	{"an empty bitmap is an answer",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("0x0000000000000000")},
	 .source = SOURCE(DEV_KVM)},
	{"unknown bits are kept",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("0xffffffffffffffff")},
	 .source = SOURCE(DEV_KVM),
	 .capabilities = UINT64_MAX},
	{"a VM answered",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("EINVAL"), CREATE_VM("ok"),
	  VM(BITS)},
	 .source = SOURCE(VM),
	 .capabilities = BITS_VALUE},
	{"modes were tried: no interface",
	 {KVM_HV, COMPAT_CAPS("0"), CREATE_VM("ok"), CREATE_VCPU("ok"),
	  TRIED("4", "EINVAL"), TRIED("5", "ok"), TRIED("6", "ok"),
	  TRIED("7", "EINVAL")},
	 .source = SOURCE(TRIAL),
	 .error = -ENOTTY,
	 .accepted = 1 << 5 | 1 << 6,
	 .refused = 1 << 4 | 1 << 7},
	{"modes were tried: the interface refused",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("EINVAL"), CREATE_VM("ok"),
	  VM("EINVAL"), CREATE_VCPU("ok"), TRIED("6", "ok")},
	 .source = SOURCE(TRIAL),
	 .error = -ENODATA,
	 .failed_call = CALL(GET_COMPAT_CAPS),
	 .failed_errno = EINVAL,
	 .accepted = 1 << 6},
	{"modes were tried: the interface was not asked",
	 {KVM_HV, COMPAT_CAPS("1"), CREATE_VM("ok"), CREATE_VCPU("ok"),
	  TRIED("6", "EINVAL")},
	 .source = SOURCE(TRIAL),
	 .refused = 1 << 6},
	{"modes were tried: the interface failed",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("E2BIG"), CREATE_VM("ok"),
	  VM("E2BIG"), CREATE_VCPU("ok"), TRIED("6", "ok")},
	 .source = SOURCE(TRIAL),
	 .error = -EIO,
	 .failed_call = CALL(GET_COMPAT_CAPS),
	 .failed_errno = E2BIG,
	 .accepted = 1 << 6},
	{"a trial that failed in part is one",
	 {KVM_HV, COMPAT_CAPS("0"), TRIED("5", "ENOMEM"), TRIED("6", "ok"),
	  TRIED("7", "junk")},
	 .source = SOURCE(TRIAL),
	 .error = -ENOTTY,
	 .accepted = 1 << 6},
	{"the best one is taken",
	 {KVM_HV, COMPAT_CAPS("1"), TRIED("6", "ok"), VM("0x1000000000000000"),
	  DEV_KVM(BITS), CPU_VERSION("0x0f000006")},
	 .source = SOURCE(DEV_KVM),
	 .partition = 0x0f000006,
	 .capabilities = BITS_VALUE},
	{"inference: no KVM",
	 {POWER, OPEN("ENOENT"), CPU_VERSION("0x0f000006")},
	 .result = -ENOENT,
	 .source = SOURCE(INFERENCE),
	 .error = -ENOENT,
	 .failed_call = CALL(OPEN),
	 .failed_errno = ENOENT,
	 .partition = 0x0f000006},
	{"inference: files only",
	 {POWER, PLATFORM("power9")},
	 .result = -ENXIO,
	 .source = SOURCE(INFERENCE),
	 .error = -ENXIO,
	 .platform = 0x0f000005},
};

static const struct row wanted_rows[] = {
	{"wanted: /dev/kvm",
	 {KVM_HV, DEV_KVM(BITS), VM("0x1000000000000000")},
	 .wanted = SOURCE(DEV_KVM),
	 .source = SOURCE(DEV_KVM),
	 .capabilities = BITS_VALUE},
	{"wanted: a VM, although /dev/kvm answered",
	 {KVM_HV, DEV_KVM(BITS), VM("0x1000000000000000")},
	 .wanted = SOURCE(VM),
	 .source = SOURCE(VM),
	 .capabilities = 0x1000000000000000},
	{"wanted: a trial, although /dev/kvm answered",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM(BITS), TRIED("6", "ok")},
	 .wanted = SOURCE(TRIAL),
	 .source = SOURCE(TRIAL),
	 .accepted = 1 << 6},
	{"wanted: inference, although /dev/kvm answered",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM(BITS), PLATFORM("power10")},
	 .wanted = SOURCE(INFERENCE),
	 .source = SOURCE(INFERENCE),
	 .platform = 0x0f000006},
	{"wanted: inference, and KVM is missing",
	 {POWER, OPEN("ENOENT"), PLATFORM("power10")},
	 .wanted = SOURCE(INFERENCE),
	 .source = SOURCE(INFERENCE),
	 .error = -ENOENT,
	 .failed_call = CALL(OPEN),
	 .failed_errno = ENOENT,
	 .platform = 0x0f000006},
	{"wanted: inference, and nothing hints",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM(BITS)},
	 .wanted = SOURCE(INFERENCE),
	 .result = -ENODATA,
	 .error = -ENODATA},
	{"wanted: inference, and modes were refused",
	 {KVM_HV, COMPAT_CAPS("0"), TRIED("4", "EINVAL"), TRIED("5", "ok"),
	  PLATFORM("power10")},
	 .wanted = SOURCE(INFERENCE),
	 .source = SOURCE(INFERENCE),
	 .error = -ENOTTY,
	 .platform = 0x0f000006},
	{"wanted: a VM, which was not asked",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM(BITS)},
	 .wanted = SOURCE(VM),
	 .result = -ENODATA,
	 .error = -ENODATA},
	{"wanted: a VM, which refused",
	 {KVM_HV, COMPAT_CAPS("1"), CREATE_VM("ok"), VM("ENOTTY")},
	 .wanted = SOURCE(VM),
	 .result = -ENODATA,
	 .error = -ENODATA,
	 .failed_call = CALL(GET_COMPAT_CAPS),
	 .failed_errno = ENOTTY},
	{"wanted: something unknown",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM(BITS), PLATFORM("power10")},
	 .wanted = 99,
	 .result = -ENODATA,
	 .error = -ENODATA,
	 .platform = 0x0f000006},
};

static const struct row error_rows[] = {
	{"not POWER",
	 {{"uname/machine", "x86_64"}},
	 .result = -ENOSYS,
	 .error = -ENOSYS},
	{"32-bit POWER",
	 {{"uname/machine", "ppc"}, OPEN("ok")},
	 .result = -ENOSYS,
	 .error = -ENOSYS},
	{"big endian",
	 {{"uname/machine", "ppc64"}, OPEN("ok"), HTAB_FD("0")},
	 .result = -ENODEV,
	 .error = -ENODEV},
	{"uname failed",
	 {{"uname/machine", "EFAULT"}},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(UNAME),
	 .failed_errno = EFAULT},
	{"KVM was not asked", {POWER}, .result = -ENXIO, .error = -ENXIO},
	{"nothing behind /dev/kvm",
	 {POWER, OPEN("ENODEV")},
	 .result = -ENOENT,
	 .error = -ENOENT,
	 .failed_call = CALL(OPEN),
	 .failed_errno = ENODEV},
	{"nothing behind /dev/kvm: ENXIO",
	 {POWER, OPEN("ENXIO")},
	 .result = -ENOENT,
	 .error = -ENOENT,
	 .failed_call = CALL(OPEN),
	 .failed_errno = ENXIO},
	{"no permission",
	 {POWER, OPEN("EACCES")},
	 .result = -EACCES,
	 .error = -EACCES,
	 .failed_call = CALL(OPEN),
	 .failed_errno = EACCES},
	{"not permitted",
	 {POWER, OPEN("EPERM")},
	 .result = -EACCES,
	 .error = -EACCES,
	 .failed_call = CALL(OPEN),
	 .failed_errno = EPERM},
	{"open failed otherwise",
	 {POWER, OPEN("errno-117")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(OPEN),
	 .failed_errno = 117},
	{"no kvm-hv",
	 {POWER, OPEN("ok"), HTAB_FD("0")},
	 .result = -ENODEV,
	 .error = -ENODEV},
	{"the question for kvm-hv failed",
	 {POWER, OPEN("ok"), HTAB_FD("EIO")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(CHECK_EXTENSION),
	 .failed_errno = EIO},
	{"kvm-hv was not asked for",
	 {POWER, OPEN("ok")},
	 .result = -ENODATA,
	 .error = -ENODATA},
	{"the question for the interface failed, and the trial, too",
	 {KVM_HV, COMPAT_CAPS("ENOMEM"), CREATE_VM("EBUSY")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(CREATE_VM),
	 .failed_errno = EBUSY},
	{"the question for the interface failed",
	 {KVM_HV, COMPAT_CAPS("ENOMEM")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(CHECK_EXTENSION),
	 .failed_errno = ENOMEM},
	{"no interface, and no trial",
	 {KVM_HV, COMPAT_CAPS("0")},
	 .result = -ENOTTY,
	 .error = -ENOTTY},
	{"no interface, and no VM",
	 {KVM_HV, COMPAT_CAPS("0"), CREATE_VM("ENOMEM")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(CREATE_VM),
	 .failed_errno = ENOMEM},
	{"no interface, and no vCPU",
	 {KVM_HV, COMPAT_CAPS("0"), CREATE_VM("ok"), CREATE_VCPU("ENOMEM")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(CREATE_VCPU),
	 .failed_errno = ENOMEM},
	{"no interface, and no registers to read",
	 {KVM_HV,
	  COMPAT_CAPS("0"),
	  CREATE_VM("ok"),
	  CREATE_VCPU("ok"),
	  {"kvm/trial/get-sregs", "EFAULT"}},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(GET_SREGS),
	 .failed_errno = EFAULT},
	{"no interface, and no registers to write",
	 {KVM_HV,
	  COMPAT_CAPS("0"),
	  CREATE_VM("ok"),
	  CREATE_VCPU("ok"),
	  {"kvm/trial/set-sregs", "EINVAL"}},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(SET_SREGS),
	 .failed_errno = EINVAL},
	{"no interface, and no PAPR",
	 {KVM_HV,
	  COMPAT_CAPS("0"),
	  CREATE_VM("ok"),
	  CREATE_VCPU("ok"),
	  {"kvm/trial/enable-papr", "EPERM"}},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(ENABLE_CAP),
	 .failed_errno = EPERM},
	{"no interface, and no mode could be tried",
	 {KVM_HV, COMPAT_CAPS("0"), CREATE_VM("ok"), CREATE_VCPU("ok"),
	  TRIED("4", "ENOMEM"), TRIED("5", "EIO")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(SET_ONE_REG),
	 .failed_errno = EIO},
	{"the interface refused, and no vCPU",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("EINVAL"), CREATE_VM("ok"),
	  VM("EINVAL"), CREATE_VCPU("ENOMEM")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(CREATE_VCPU),
	 .failed_errno = ENOMEM},
	{"the interface refused, and no trial",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("EINVAL"), CREATE_VM("ok"),
	  VM("ENOTTY")},
	 .result = -ENODATA,
	 .error = -ENODATA,
	 .failed_call = CALL(GET_COMPAT_CAPS),
	 .failed_errno = ENOTTY},
	{"the interface failed, and no trial",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("E2BIG")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(GET_COMPAT_CAPS),
	 .failed_errno = E2BIG},
	{"the interface was not asked about, and no vCPU",
	 {KVM_HV, CREATE_VM("ok"), CREATE_VCPU("ENOMEM")},
	 .result = -EIO,
	 .error = -EIO,
	 .failed_call = CALL(CREATE_VCPU),
	 .failed_errno = ENOMEM},
};

static const struct row kind_rows[] = {
	{"bare metal",
	 {COMPATIBLE("ibm,powernv\nibm,p9-openbmc")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(BARE_METAL)},
	{"bare metal in a later line, and no nested KVM",
	 {COMPATIBLE("some,board\nibm,powernv"), NESTED_HV("1")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(BARE_METAL)},
	{"no bare metal by a part of a line",
	 {COMPATIBLE("ibm,powernv9\nx,ibm,powernv")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(PSERIES)},
	{"a partition",
	 {COMPATIBLE("IBM,9080-HEX")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(PSERIES)},
	{"a partition whose nested KVM is not known",
	 {COMPATIBLE("IBM,9080-HEX"), NESTED_HV("EIO"), NESTED("Y")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(PSERIES)},
	{"nested v1",
	 {COMPATIBLE("qemu,pseries"), NESTED_HV("1"), NESTED("Y")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(NESTED_V1)},
	{"nested v2",
	 {COMPATIBLE("IBM,9080-HEX"), NESTED_HV("0"), NESTED("Y")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(NESTED_V2)},
	{"nested KVM was taken away",
	 {COMPATIBLE("IBM,9080-HEX"), NESTED_HV("0"), NESTED("N")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(PSERIES)},
	{"nested KVM is not told",
	 {COMPATIBLE("IBM,9080-HEX"), NESTED_HV("0")},
	 .result = -ENXIO,
	 .error = -ENXIO,
	 .kind = KIND(PSERIES)},
	{"no device tree",
	 {NESTED_HV("1"), NESTED("Y")},
	 .result = -ENXIO,
	 .error = -ENXIO},
};

#define INFERRED .result = -ENXIO, .error = -ENXIO, .source = SOURCE(INFERENCE)
#define NOTHING .result = -ENXIO, .error = -ENXIO

static const struct row text_rows[] = {
	{"a processor's PVR",
	 {CPUINFO("processor\t: 0\nrevision\t: 2.0 (pvr 0082 12ff)\nx")},
	 INFERRED,
	 .processor = 0x008212ff},
	{"the first PVR of several",
	 {CPUINFO("revision: (pvr 0080 0001)\nrevision: (pvr 0082 0002)")},
	 INFERRED,
	 .processor = 0x00800001},
	{"a PVR after a revision without one",
	 {CPUINFO("revision: 2.0\nrevision: (pvr 0082 0002)")},
	 INFERRED,
	 .processor = 0x00820002},
	{"a PVR in another line is none",
	 {CPUINFO("cpu: x (pvr 0082 0002)\nrevision: 2.0\n(pvr 0082 0002)")},
	 NOTHING},
	{"a revision without a PVR at the end",
	 {CPUINFO("cpu: x\nrevision\t: 2.0")},
	 NOTHING},
	{"short PVR", {CPUINFO("revision: (pvr 082 0002)")}, NOTHING},
	{"long PVR", {CPUINFO("revision: (pvr 00082 0002)")}, NOTHING},
	{"PVR in capitals", {CPUINFO("revision: (pvr 00AA 0002)")}, NOTHING},
	{"PVR cut in its first half", {CPUINFO("revision: (pvr 00")}, NOTHING},
	{"PVR cut in its middle", {CPUINFO("revision: (pvr 0082")}, NOTHING},
	{"PVR cut in its second half",
	 {CPUINFO("revision: (pvr 0082 00")},
	 NOTHING},
	{"PVR without an end", {CPUINFO("revision: (pvr 0082 0002")}, NOTHING},
	{"PVR of other characters",
	 {CPUINFO("revision: (pvr 00g2 0002)")},
	 NOTHING},
	{"PVR with a wrong second half",
	 {CPUINFO("revision: (pvr 0082 -002)")},
	 NOTHING},
	{"the mode that cpuinfo names",
	 {CPUINFO("cpu\t\t: POWER10 (architected), altivec supported\n"
		  "revision\t: 2.0 (pvr 0082 0200)")},
	 INFERRED,
	 .kind = KIND(PSERIES),
	 .processor = 0x00820200,
	 .platform = 0x0f000006},
	{"the mode that cpuinfo names, which AT_PLATFORM does not know",
	 {CPUINFO("processor\t: 0\ncpu\t\t: Power11 (architected)"),
	  PLATFORM("power10")},
	 INFERRED,
	 .kind = KIND(PSERIES),
	 .platform = 0x0f000007},
	{"an older mode than all in cpuinfo",
	 {CPUINFO("cpu : POWER7+ (architected)")},
	 INFERRED,
	 .kind = KIND(PSERIES),
	 .platform = 0x0f100003},
	{"a mode of later versions in cpuinfo",
	 {CPUINFO("cpu : Power12 (architected)"), PLATFORM("power11")},
	 INFERRED,
	 .kind = KIND(PSERIES),
	 .platform = 0x0f000007},
	{"raw in cpuinfo tells no mode",
	 {CPUINFO("cpu : POWER10 (raw), altivec supported")},
	 NOTHING},
	{"architected in another line",
	 {CPUINFO("cpu : POWER10\nx (architected)")},
	 NOTHING},
	{"architected of a name that is too long",
	 {CPUINFO("cpu : POWER10 in a long name (architected)")},
	 NOTHING},
	{"architected of another key",
	 {CPUINFO("cpus : POWER10 (architected)\nxcpu : POWER9 (architected)")},
	 NOTHING},
	{"raw cpu-version",
	 {CPU_VERSION("0x00820200")},
	 INFERRED,
	 .partition = 0x00820200},
	{"cpu-version of a later level",
	 {CPU_VERSION("0x0f0000ff")},
	 INFERRED,
	 .partition = 0x0f0000ff},
	{"cpu-version of 0", {CPU_VERSION("0x00000000")}, NOTHING},
	{"short cpu-version", {CPU_VERSION("0xf000006")}, NOTHING},
	{"long cpu-version", {CPU_VERSION("0x0f0000060")}, NOTHING},
	{"cpu-version in capitals", {CPU_VERSION("0x0F000006")}, NOTHING},
	{"cpu-version without 0x", {CPU_VERSION("0f000006")}, NOTHING},
	{"cpu-version by 0X", {CPU_VERSION("0X0f000006")}, NOTHING},
	{"cpu-version with a blank", {CPU_VERSION(" 0x0f000006")}, NOTHING},
	{"cpu-version and more", {CPU_VERSION("0x0f000006\n")}, NOTHING},
	{"cpu-version of other characters",
	 {CPU_VERSION("0x0f00000:")},
	 NOTHING},
	{"empty cpu-version", {CPU_VERSION("")}, NOTHING},
	{"platform in capitals",
	 {PLATFORM("POWER11")},
	 INFERRED,
	 .platform = 0x0f000007},
	{"unknown platform", {PLATFORM("power12")}, NOTHING},
	{"platform and more", {PLATFORM("power8e")}, NOTHING},
	{"platform of an older mode than all",
	 {PLATFORM("power7+")},
	 INFERRED,
	 .platform = 0x0f100003},
	{"capabilities cut short: none of them is kept",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("0x600000000000000")},
	 .result = -ENODATA,
	 .error = -ENODATA},
	{"capabilities and more: none of them is kept",
	 {KVM_HV, COMPAT_CAPS("1"), DEV_KVM("0x60000000000000000"),
	  PLATFORM("power10")},
	 .wanted = SOURCE(NONE),
	 .result = -ENODATA,
	 .source = SOURCE(INFERENCE),
	 .error = -ENODATA,
	 .platform = 0x0f000006},
	{"capabilities in capitals: none of them is kept",
	 {KVM_HV, COMPAT_CAPS("1"), VM("0x7000000000000F00"), TRIED("5", "ok")},
	 .source = SOURCE(TRIAL),
	 .accepted = 1 << 5},
	{"huge numbers",
	 {KVM_HV, COMPAT_CAPS("99999999999999999999999999"), VM(BITS)},
	 .source = SOURCE(VM),
	 .capabilities = BITS_VALUE},
	{"huge numbers below 0",
	 {KVM_HV, COMPAT_CAPS("-99999999999999999999999999")},
	 .result = -ENOTTY,
	 .error = -ENOTTY},
	{"numbers and more are not seen",
	 {POWER, OPEN("ok"), HTAB_FD("1x")},
	 .result = -ENODATA,
	 .error = -ENODATA},
	{"empty numbers are not seen",
	 {POWER, OPEN("ok"), HTAB_FD("")},
	 .result = -ENODATA,
	 .error = -ENODATA},
	{"an open of junk is not seen",
	 {POWER, OPEN("yes")},
	 .result = -ENXIO,
	 .error = -ENXIO},
	{"an empty machine is not known",
	 {{"uname/machine", ""}, OPEN("ok"), HTAB_FD("0")},
	 .result = -ENODEV,
	 .error = -ENODEV},
	{"unknown texts do not matter",
	 {KVM_HV,
	  COMPAT_CAPS("1"),
	  DEV_KVM(BITS),
	  {"kvm/trial/arch-compat-0x0f00000f", "ok"},
	  {"kvm/new", "EIO"}},
	 .source = SOURCE(DEV_KVM),
	 .capabilities = BITS_VALUE},
};

static void add_texts(struct compatcaps_evidence *evidence,
		      const struct text *texts)
{
	for (size_t i = 0; i < MAX_TEXTS && texts[i].path; i++)
		assert_int_equal(compatcaps_evidence_add(evidence,
							 texts[i].path,
							 texts[i].text),
				 0);
}

static void is_concluded(void **state)
{
	const struct row *row = *state;
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	struct compatcaps_host host;

	/* Everything except the size is overwritten. */
	memset(&host, 0xa5, sizeof(host));
	host.size = sizeof(host);
	add_texts(&evidence, row->texts);
	assert_int_equal(compatcaps_conclude(&evidence, row->wanted, &host),
			 row->result);
	assert_int_equal(host.size, sizeof(host));
	assert_int_equal(host.kind, row->kind);
	assert_int_equal(host.source, row->source);
	assert_int_equal(host.error, row->error);
	assert_int_equal(host.failed_call, row->failed_call);
	assert_int_equal(host.failed_errno, row->failed_errno);
	assert_int_equal(host.processor_pvr, row->processor);
	assert_int_equal(host.partition_pvr, row->partition);
	assert_int_equal(host.platform_pvr, row->platform);
	assert_int_equal(host.capabilities, row->capabilities);
	assert_int_equal(host.tried_accepted, row->accepted);
	assert_int_equal(host.tried_refused, row->refused);
}

static void names_are_cleaned(void **state)
{
	char text[COMPATCAPS_TEXT_SIZE * 2];
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	struct compatcaps_host host = {.size = sizeof(host)};

	(void)state;
	memset(text, 'n', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(compatcaps_evidence_add(&evidence, "uname/machine",
						 "a\x1b[31m\x7f\x80\xff\tz~ "),
			 0);
	assert_int_equal(compatcaps_evidence_add(&evidence, "uname/release",
						 "6.12\nsecond line"),
			 0);
	assert_int_equal(
		compatcaps_evidence_add(&evidence, "uname/nodename", text), 0);
	assert_int_equal(
		compatcaps_conclude(&evidence, COMPATCAPS_SOURCE_NONE, &host),
		-ENOSYS);
	assert_string_equal(host.machine, "a?[31m????z~ ");
	assert_string_equal(host.kernel_release, "6.12");
	text[COMPATCAPS_TEXT_SIZE - 1] = '\0';
	assert_string_equal(host.name, text);
}

static void names_just_fit(void **state)
{
	char text[COMPATCAPS_TEXT_SIZE];
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	struct compatcaps_host host = {.size = sizeof(host)};

	(void)state;
	memset(text, 'n', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	assert_int_equal(
		compatcaps_evidence_add(&evidence, "uname/nodename", text), 0);
	assert_int_equal(
		compatcaps_conclude(&evidence, COMPATCAPS_SOURCE_NONE, &host),
		-ENXIO);
	assert_string_equal(host.name, text);
}

/* The error of a failed uname() is not the name of a machine. */
static void an_error_is_no_machine(void **state)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	struct compatcaps_host host = {.size = sizeof(host)};

	(void)state;
	assert_int_equal(
		compatcaps_evidence_add(&evidence, "uname/machine", "EIO"), 0);
	assert_int_equal(
		compatcaps_conclude(&evidence, COMPATCAPS_SOURCE_NONE, &host),
		-EIO);
	assert_string_equal(host.machine, "");
}

static void an_older_record_is_refused(void **state)
{
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};
	struct compatcaps_host host, before;

	(void)state;
	memset(&host, 0xa5, sizeof(host));
	for (size_t size = 0; size < sizeof(host); size++) {
		host.size = size;
		before = host;
		assert_int_equal(compatcaps_conclude(&evidence,
						     COMPATCAPS_SOURCE_NONE,
						     &host),
				 -EINVAL);
		assert_memory_equal(&host, &before, sizeof(host));
	}
	assert_int_equal(
		compatcaps_conclude(&evidence, COMPATCAPS_SOURCE_NONE, NULL),
		-EINVAL);
}

/*
 * The library does not write to the members of a newer caller, and `size` says
 * so.
 */
static void a_newer_record_is_filled_in_part(void **state)
{
	struct {
		struct compatcaps_host host;
		unsigned char newer[64];
	} caller;
	unsigned char untouched[sizeof(caller.newer)];
	struct compatcaps_evidence evidence = {.size = sizeof(evidence)};

	(void)state;
	memset(&caller, 0xa5, sizeof(caller));
	memset(untouched, 0xa5, sizeof(untouched));
	caller.host.size = sizeof(caller);
	assert_int_equal(
		compatcaps_evidence_add(&evidence, "uname/nodename", "n"), 0);
	assert_int_equal(compatcaps_conclude(&evidence, COMPATCAPS_SOURCE_NONE,
					     &caller.host),
			 -ENXIO);
	assert_int_equal(caller.host.size, sizeof(caller.host));
	assert_string_equal(caller.host.name, "n");
	assert_memory_equal(caller.newer, untouched, sizeof(untouched));
}

static size_t add_rows(struct CMUnitTest *tests, const struct row *rows,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		tests[i] = row_test(rows[i].title, is_concluded, &rows[i]);
	return count;
}

int main(void)
{
	static const struct CMUnitTest others[] = {
		cmocka_unit_test(names_are_cleaned),
		cmocka_unit_test(names_just_fit),
		cmocka_unit_test(an_error_is_no_machine),
		cmocka_unit_test(an_older_record_is_refused),
		cmocka_unit_test(a_newer_record_is_filled_in_part),
	};
	struct CMUnitTest tests[ARRAY_SIZE(source_rows) +
				ARRAY_SIZE(wanted_rows) +
				ARRAY_SIZE(error_rows) + ARRAY_SIZE(kind_rows) +
				ARRAY_SIZE(text_rows) + ARRAY_SIZE(others)];
	size_t n = 0;

	n += add_rows(tests + n, source_rows, ARRAY_SIZE(source_rows));
	n += add_rows(tests + n, wanted_rows, ARRAY_SIZE(wanted_rows));
	n += add_rows(tests + n, error_rows, ARRAY_SIZE(error_rows));
	n += add_rows(tests + n, kind_rows, ARRAY_SIZE(kind_rows));
	n += add_rows(tests + n, text_rows, ARRAY_SIZE(text_rows));
	memcpy(tests + n, others, sizeof(others));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
