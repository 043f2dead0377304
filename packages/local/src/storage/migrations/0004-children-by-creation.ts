/**
 * Children are read in the order of their creation, part by part. An index ends with the row's own number, which is that
 * order: without this one each part looked at all children again.
 */
export const childrenByCreation = `
CREATE INDEX runs_by_parent_and_creation ON runs (workspace, parent_run_id);
`;
