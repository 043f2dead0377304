/**
 * The script of the chaos tests' trials. Into files beside the service it writes that it started, and of each value
 * that the service acknowledged it; it asks again until it is answered, for two minutes. Every sixth point fails. The
 * arguments are the point, the folder of those files, and how long one attempt may take, in milliseconds.
 *
 * An attempt has a limit of its own since `fetch` of Node 20 may never settle: a connection that is lost while the process
 * still compiles its parser of answers, which is at its first request, goes unnoticed. Nothing keeps the process then, and
 * it ends with 13; so the timer is one that keeps it (that of `AbortSignal.timeout` does not).
 */
export const chaosTrial = `
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
const e = process.env;
const [x, notes, attemptMs] = [Number(process.argv[2]), process.argv[3], Number(process.argv[4] ?? 5000)];
appendFileSync(notes + '/started', e.AZUREML_RUN_ID + '\\n');
const url = e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' +
  e.AZUREML_ARM_RESOURCEGROUP + '/providers/Microsoft.MachineLearningServices/workspaces/' +
  e.AZUREML_ARM_WORKSPACE_NAME + '/runs/' + e.AZUREML_RUN_ID + '/batch';
async function send(body) {
  const attempt = new AbortController();
  const timer = setTimeout(() => attempt.abort(), attemptMs);
  try {
    const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
    const answer = await fetch(url, { method: 'POST', body, headers, signal: attempt.signal });
    return { status: answer.status, text: await answer.text().catch(() => '') };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
for (let step = 0; step < 3; step++) {
  const [metricId, value] = [crypto.randomUUID(), ((x * 37) % 61) + step];
  const body = JSON.stringify({ values: [{ name: 'score', value: [{ metricId, step, data: { score: value } }] }] });
  for (const end = Date.now() + 120_000; ; ) {
    if (Date.now() > end) throw new Error('no service came back to ' + url);
    const answer = await send(body);
    if (answer?.status === 200) break;
    if (answer !== undefined && answer.status < 500)
      throw new Error(url + ' refused with ' + answer.status + ': ' + answer.text);
    await delay(20);
  }
  appendFileSync(notes + '/acknowledged', JSON.stringify({ runId: e.AZUREML_RUN_ID, metricId, value }) + '\\n');
}
process.exit(x % 6 === 5 ? 3 : 0);
`;
