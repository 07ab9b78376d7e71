# SPDX-License-Identifier: GPL-2.0-or-later
"""The library from another language: Python, by foreign-function calls.

foreign.py LIBRARY
"""
import ctypes
import errno
import os
import sys
import tempfile
import unittest
from ctypes import (CDLL, POINTER, Structure, byref, c_char, c_char_p, c_int,
                    c_size_t, c_uint16, c_uint32, c_uint64, sizeof)

TEXT_SIZE = 72
EVIDENCE_SIZE = 16384
SOURCE_NONE, SOURCE_DEV_KVM = 0, 1
KIND_NESTED_V2 = 4
ANSWER_UNKNOWN, ANSWER_NO, ANSWER_YES = 0, 1, 2
CERTAINTY_GUESS, CERTAINTY_SURE = 1, 3


class Evidence(Structure):
    _fields_ = [("size", c_size_t), ("used", c_size_t),
                ("texts", c_char * EVIDENCE_SIZE)]


class Host(Structure):
    _fields_ = [("size", c_size_t), ("kind", c_int), ("source", c_int),
                ("error", c_int), ("failed_call", c_int),
                ("failed_errno", c_int), ("processor_pvr", c_uint32),
                ("partition_pvr", c_uint32), ("platform_pvr", c_uint32),
                ("capabilities", c_uint64), ("tried_accepted", c_uint64),
                ("tried_refused", c_uint64),
                ("kernel_release", c_char * TEXT_SIZE),
                ("machine", c_char * TEXT_SIZE), ("name", c_char * TEXT_SIZE)]


class NewerHost(Structure):
    """As a later version may have it: more members at the end."""
    _fields_ = [("host", Host), ("newer", c_uint64 * 8)]


class Mode(Structure):
    _fields_ = [("name", c_char_p), ("logical_pvr", c_uint32),
                ("processor_version", c_uint16), ("capability", c_uint64)]


class Verdict(Structure):
    _fields_ = [("size", c_size_t), ("answer", c_int), ("reason", c_int),
                ("certainty", c_int)]


def load(path):
    """The library with the types of what is called here."""
    library = CDLL(path, use_errno=True)
    for name, result, arguments in (
            ("query", c_int, [POINTER(Host)]),
            ("collect", c_int, [POINTER(Evidence), ctypes.c_uint, c_char_p]),
            ("conclude", c_int, [POINTER(Evidence), c_int, POINTER(Host)]),
            ("evidence_add", c_int, [POINTER(Evidence), c_char_p, c_char_p]),
            ("evidence_find", c_char_p, [POINTER(Evidence), c_char_p]),
            ("judge", c_int, [POINTER(Host), POINTER(Mode), POINTER(Verdict)]),
            ("best", POINTER(Mode), [POINTER(Host), c_int]),
            ("mode_count", c_size_t, []),
            ("mode_at", POINTER(Mode), [c_size_t]),
            ("mode_find", POINTER(Mode), [c_char_p]),
            ("reason_name", c_char_p, [c_int]),
            ("source_find", c_int, [c_char_p])):
        function = getattr(library, "compatcaps_" + name)
        function.restype = result
        function.argtypes = arguments
    return library


def new(record_type):
    record = record_type()
    record.size = sizeof(record)
    return record


def made_up_evidence():
    """A Power11 partition in POWER10 mode whose kernel has the interface"""
    evidence = new(Evidence)
    for path, text in (
            (b"uname/machine", b"ppc64le"),
            (b"proc/cpuinfo", b"revision\t: 2.0 (pvr 0082 1200)"),
            (b"device-tree/compatible", b"IBM,9080-HEX"),
            (b"device-tree/cpu-version", b"0x0f000006"),
            (b"module/kvm_hv/nested", b"Y"),
            (b"kvm/open", b"ok"),
            (b"kvm/extension/ppc-htab-fd", b"1"),
            (b"kvm/extension/ppc-nested-hv", b"0"),
            (b"kvm/extension/ppc-compat-caps", b"1"),
            (b"kvm/compat-caps/dev-kvm", b"0x6000000000000000")):
        assert LIBRARY.compatcaps_evidence_add(byref(evidence), path, text) == 0
    return evidence


class Foreign(unittest.TestCase):
    def test_modes(self):
        names = [LIBRARY.compatcaps_mode_at(i).contents.name
                 for i in range(LIBRARY.compatcaps_mode_count())]
        self.assertEqual(names, [b"POWER8", b"POWER9", b"POWER10", b"Power11"])
        mode = LIBRARY.compatcaps_mode_find(b"power10").contents
        self.assertEqual(mode.name, b"POWER10")
        self.assertEqual(mode.logical_pvr, 0x0f000006)
        self.assertEqual(mode.processor_version, 0x0080)
        self.assertEqual(mode.capability, 1 << 61)
        self.assertFalse(LIBRARY.compatcaps_mode_find(b"power7"))
        self.assertFalse(LIBRARY.compatcaps_mode_find(None))
        self.assertEqual(LIBRARY.compatcaps_source_find(b"dev-kvm"),
                         SOURCE_DEV_KVM)

    def test_conclude_and_judge(self):
        evidence, host = made_up_evidence(), new(Host)
        self.assertEqual(LIBRARY.compatcaps_conclude(
            byref(evidence), SOURCE_NONE, byref(host)), 0)
        self.assertEqual(host.size, sizeof(host))
        self.assertEqual(host.kind, KIND_NESTED_V2)
        self.assertEqual(host.source, SOURCE_DEV_KVM)
        self.assertEqual(host.processor_pvr, 0x00821200)
        self.assertEqual(host.partition_pvr, 0x0f000006)
        self.assertEqual(host.capabilities, 3 << 61)
        self.assertEqual(host.machine, b"ppc64le")
        answers = []
        for i in range(LIBRARY.compatcaps_mode_count()):
            verdict = new(Verdict)
            self.assertEqual(LIBRARY.compatcaps_judge(
                byref(host), LIBRARY.compatcaps_mode_at(i), byref(verdict)), 0)
            answers.append((verdict.answer,
                            LIBRARY.compatcaps_reason_name(verdict.reason)))
        self.assertEqual(answers, [(ANSWER_NO, b"no-hash-mmu"),
                                   (ANSWER_YES, b"reported"),
                                   (ANSWER_YES, b"reported"),
                                   (ANSWER_NO, b"above-partition")])
        best = LIBRARY.compatcaps_best(byref(host), CERTAINTY_SURE)
        self.assertEqual(best.contents.name, b"POWER10")

    def test_collect_below_a_root(self):
        evidence, host = new(Evidence), new(Host)
        with tempfile.TemporaryDirectory() as root:
            os.mkdir(os.path.join(root, "proc"))
            with open(os.path.join(root, "proc/cpuinfo"), "w") as cpuinfo:
                cpuinfo.write("revision : 1.2 (pvr 0080 0200)\n")
            self.assertEqual(LIBRARY.compatcaps_collect(
                byref(evidence), 0, root.encode()), 0)
        self.assertEqual(
            LIBRARY.compatcaps_evidence_find(byref(evidence), b"proc/cpuinfo"),
            b"revision : 1.2 (pvr 0080 0200)")
        self.assertEqual(LIBRARY.compatcaps_conclude(
            byref(evidence), SOURCE_NONE, byref(host)), -errno.ENXIO)
        self.assertEqual(host.processor_pvr, 0x00800200)

    def test_query(self):
        host = new(Host)
        result = LIBRARY.compatcaps_query(byref(host))
        self.assertEqual(host.machine.decode(), os.uname().machine)
        if not os.uname().machine.startswith("ppc64"):
            self.assertEqual(result, -errno.ENOSYS)

    def test_sizes(self):
        evidence, newer = made_up_evidence(), NewerHost()
        newer.host.size = sizeof(newer)
        newer.newer[:] = [0xa5] * 8
        self.assertEqual(LIBRARY.compatcaps_conclude(
            byref(evidence), SOURCE_NONE, byref(newer.host)), 0)
        self.assertEqual(newer.host.size, sizeof(Host))
        self.assertEqual(list(newer.newer), [0xa5] * 8)
        older = Host(size=sizeof(Host) - 1)
        self.assertEqual(LIBRARY.compatcaps_conclude(
            byref(evidence), SOURCE_NONE, byref(older)), -errno.EINVAL)
        self.assertEqual(LIBRARY.compatcaps_query(None), -errno.EINVAL)
        verdict = Verdict(size=sizeof(c_size_t))
        self.assertEqual(LIBRARY.compatcaps_judge(
            byref(newer.host), LIBRARY.compatcaps_mode_at(0), byref(verdict)),
            -errno.EINVAL)


if __name__ == "__main__":
    LIBRARY = load(sys.argv.pop(1))
    unittest.main()
