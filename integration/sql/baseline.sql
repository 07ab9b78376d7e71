-- SPDX-License-Identifier: GPL-2.0-or-later
-- The question of 'compatcaps fleet baseline', asked of PostgreSQL.
--
-- usage: psql -v records=fleet.ndjson -f baseline.sql
--
-- Records as 'compatcaps --json' prints them, one a line:
--   for host in $(cat hosts); do ssh $host compatcaps --json | jq -c .; done >fleet.ndjson
\set QUIET on
CREATE TEMPORARY TABLE records (record jsonb NOT NULL);
-- Bytes that JSON does not have: a line is one value, whatever is in it.
\set copy '\\copy records FROM ' :'records' ' WITH (FORMAT csv, QUOTE E''\\x01'', DELIMITER E''\\x02'')'
:copy

-- A record a host: the one that was read last
CREATE TEMPORARY VIEW hosts AS
SELECT DISTINCT ON (record->'host'->>'name') record
FROM records
WHERE record->>'format' = 'compatcaps-host' AND (record->>'version')::int = 1
ORDER BY record->'host'->>'name', records.ctid DESC;

-- Those whose answer is KVM's own word
CREATE TEMPORARY VIEW answered AS
SELECT record FROM hosts WHERE record->>'source' IN ('dev-kvm', 'vm');

CREATE TEMPORARY VIEW modes AS
SELECT mode->>'name' AS name, mode->>'logical_pvr' AS logical_pvr,
	count(*) FILTER (WHERE (mode->>'available')::boolean AND mode->>'certainty' = 'sure') AS given_by
FROM answered, jsonb_array_elements(record->'modes') AS mode
GROUP BY 1, 2;

SELECT name AS mode, given_by FROM modes ORDER BY logical_pvr;

-- The baseline holds for all hosts only if none is unsure.
SELECT (SELECT name FROM modes WHERE given_by = (SELECT count(*) FROM answered)
		ORDER BY logical_pvr DESC LIMIT 1) AS baseline_of_answered,
	(SELECT count(*) FROM answered) AS answered,
	(SELECT count(*) FROM hosts) - (SELECT count(*) FROM answered) AS unsure;
