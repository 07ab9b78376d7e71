# SPDX-License-Identifier: GPL-2.0-or-later
# How many hosts give each mode for sure?
reduce inputs as $host ({};
  reduce ($host.modes[] | select(.available and .certainty == "sure") | .name) as $mode
    (.; .[$mode] += 1))
