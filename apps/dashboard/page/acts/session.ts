import { requireObject, textOf } from '../../api/json-fields.js';
import { type Act, type SessionInfo, sessionInfoFromJson, tokenHeader } from '../../api/session-info.js';
import { fetchJson } from '../ask/fetch-json.js';

let asked: Promise<SessionInfo> | undefined;

/** What this page may do; asked once. */
export function sessionInfo(): Promise<SessionInfo> {
  asked ??= fetchJson('/api/session').then(sessionInfoFromJson);
  return asked;
}

/** Does something to a sweep or a trial. @throws DashboardError where that is refused */
export async function perform(act: Act, runId: string): Promise<void> {
  const { token } = await sessionInfo();
  await fetchJson(`/api/acts/${act}/${encodeURIComponent(runId)}`, {
    method: 'POST',
    headers: { [tokenHeader]: token },
  });
}

/** Makes an address that opens the dashboard once, in another browser. */
export async function newLink(): Promise<string> {
  const { token } = await sessionInfo();
  const made = await fetchJson('/api/links', { method: 'POST', headers: { [tokenHeader]: token } });
  return textOf(requireObject(made, 'an address'), 'url') ?? '';
}
