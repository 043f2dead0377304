/**
 * Starts of trials on other machines: who claimed each, and how it ended. `run` is null where only the way to a machine is
 * tried. Codes are kept as digests; `job` is null once nobody may ask for it any more.
 */
export const launches: string = `
CREATE TABLE launches (
  id TEXT PRIMARY KEY,
  run INTEGER REFERENCES runs (sequence),
  claim_code TEXT NOT NULL,
  state TEXT NOT NULL,
  created_time INTEGER NOT NULL,
  attempt TEXT,
  node TEXT,
  claim_time INTEGER,
  is_to_end INTEGER NOT NULL,
  exit_code INTEGER,
  reason TEXT,
  end_time INTEGER,
  log_received INTEGER NOT NULL,
  log_kept INTEGER NOT NULL,
  job TEXT
) STRICT;

CREATE INDEX launches_by_run ON launches (run);
`;
