/** A body that costs as much as one can that is as long as this. */
export interface LongBody {
  readonly title: string;
  readonly text: string;
}

/** Repeats a piece between two ends until the text has the length. */
function filled(before: string, piece: string, after: string, length: number): string {
  const count = Math.max(1, Math.floor((length - before.length - after.length) / piece.length));
  return before + piece.repeat(count) + after;
}

/** Bodies of about `length` bytes, each the dearest of its kind to parse, to check or to store. */
export function longBodies(length: number): readonly LongBody[] {
  const numbered = (before: string, item: (n: number) => string, after: string): string => {
    const count = Math.max(1, Math.floor((length - before.length - after.length) / (item(length).length + 1)));
    return `${before}${Array.from({ length: count }, (_, n) => item(n)).join(',')}${after}`;
  };
  const row = (n: number): string => `{"step":${n},"data":{"m":${n}}}`;
  const entry = (n: number): string => `{"key":"k${n}","value":"1","timestamp":${n},"step":0}`;
  const event = '{"name":"Microsoft.MachineLearning.Run.Heartbeat","data":{"RunId":"HD_1"}}';
  return [
    { title: 'small numbers for values', text: filled('{"values":[', '1,', '1]}', length) },
    { title: 'empty objects for values', text: filled('{"values":[', '{},', '{}]}', length) },
    { title: 'empty rows', text: filled('{"values":[{"name":"m","value":[', '{},', '{}]}]}', length) },
    { title: 'rows of one metric', text: numbered('{"values":[{"name":"m","value":[', row, ']}]}') },
    {
      title: 'rows of one metric each',
      text: numbered('{"values":[', (n) => `{"name":"m${n}","value":[${row(n)}]}`, ']}'),
    },
    {
      title: 'rows with columns that widen their metric',
      text: numbered('{"values":[{"name":"m","value":[', (n) => `{"data":{"c${n}":1}}`, ']}]}'),
    },
    { title: 'one integer', text: filled('{"values":', '9', '}', length) },
    { title: 'integers of 4000 digits', text: filled('{"values":[', `${'9'.repeat(4000)},`, '1]}', length) },
    { title: 'integers of 19 digits', text: filled('{"values":[', '1234567890123456789,', '1]}', length) },
    { title: 'brackets', text: filled('{"values":', '[', '', length) },
    { title: 'lists in lists', text: filled('{"values":[', `${'['.repeat(400)}${']'.repeat(400)},`, '1]}', length) },
    { title: 'escapes', text: filled('{"description":"', '\\n', '"}', length) },
    { title: 'a string without an end', text: filled('{"description":"', '\\"', '', length) },
    { title: 'bare NaN', text: filled('{"values":[', 'NaN,', '1]}', length) },
    { title: 'tags', text: numbered('{"tags":{', (n) => `"t${n}":""`, '}}') },
    { title: 'a tag that is a list', text: filled('{"tags":{"a":[', '1,', '1]}}', length) },
    { title: 'properties', text: numbered('{"properties":{', (n) => `"t${n}":""`, '}}') },
    { title: 'names of tags', text: numbered('[', (n) => `"t${n}"`, ']') },
    { title: 'ids of runs', text: numbered('{"runIds":[', (n) => `"HD_${n}"`, ']}') },
    { title: 'patches', text: numbered('{"runs":[', (n) => `{"runId":"new_${n}"}`, ']}') },
    { title: 'requests of run data', text: numbered('{"requests":{', (n) => `"${n}":{"runId":"HD_1"}`, '}}') },
    { title: 'events', text: filled('{"events":[', `${event},`, `${event}]}`, length) },
    { title: 'paths', text: numbered('{"paths":[', (n) => `{"path":"p${n}"}`, ']}') },
    { title: 'runs in a filter', text: `{"filter":"${filled('', 'RunId eq a or ', 'RunId eq b', length)}"}` },
    { title: 'tags in a filter', text: `{"filter":"${filled('', 'Tags/a ne b and ', 'Tags/a ne b', length)}"}` },
    { title: 'blanks in a filter', text: filled('{"filter":"RunId', ' ', '"}', length) },
    { title: 'quotes in a filter', text: filled('{"filter":"RunId eq ', "''", '"}', length) },
    {
      title: 'conditions',
      text: `{"experiment_ids":["0"],"filter":"${filled('', "tags.a = '1' AND ", "tags.a = '1'", length)}"}`,
    },
    { title: 'LIKE', text: filled(`{"experiment_ids":["0"],"filter":"tags.long LIKE '`, '%a', `%b'"}`, length) },
    { title: 'blanks in an order', text: filled('{"experiment_ids":["0"],"order_by":["a', ' ', 'b"]}', length) },
    { title: 'orders', text: filled('{"experiment_ids":["0"],"order_by":[', '"metrics.m",', '"metrics.m"]}', length) },
    { title: 'ids of experiments', text: numbered('{"experiment_ids":[', (n) => `"${n}"`, ']}') },
    { title: 'metrics of MLflow', text: numbered('{"run_id":"HD_1","metrics":[', entry, ']}') },
    { title: 'params of MLflow', text: numbered('{"run_id":"HD_1","params":[', entry, ']}') },
    { title: 'tags of MLflow', text: numbered('{"run_id":"HD_1","experiment_id":"0","tags":[', entry, ']}') },
    {
      title: 'a thousand metrics of MLflow',
      text: `{"run_id":"HD_1","metrics":[${Array.from({ length: 1000 }, (_, n) => entry(n)).join(',')}]}`,
    },
  ];
}
