/**
 * The script of the chaos test's trials. Into files beside the service it writes that it started, and of each value
 * that the service acknowledged it; it asks again until it is answered, for two minutes. Every sixth point fails.
 */
export const chaosTrial = `
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
const e = process.env;
const [x, notes] = [Number(process.argv[2]), process.argv[3]];
appendFileSync(notes + '/started', e.AZUREML_RUN_ID + '\\n');
const url = e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' +
  e.AZUREML_ARM_RESOURCEGROUP + '/providers/Microsoft.MachineLearningServices/workspaces/' +
  e.AZUREML_ARM_WORKSPACE_NAME + '/runs/' + e.AZUREML_RUN_ID + '/batch';
for (let step = 0; step < 3; step++) {
  const [metricId, value] = [crypto.randomUUID(), ((x * 37) % 61) + step];
  const body = JSON.stringify({ values: [{ name: 'score', value: [{ metricId, step, data: { score: value } }] }] });
  const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
  for (const end = Date.now() + 120_000; ; ) {
    if (Date.now() > end) throw new Error('no service came back');
    const answer = await fetch(url, { method: 'POST', body, headers }).catch(() => undefined);
    await answer?.text().catch(() => '');
    if (answer?.status === 200) break;
    if (answer !== undefined && answer.status < 500) throw new Error('refused with ' + answer.status);
    await delay(20);
  }
  appendFileSync(notes + '/acknowledged', JSON.stringify({ runId: e.AZUREML_RUN_ID, metricId, value }) + '\\n');
}
process.exit(x % 6 === 5 ? 3 : 0);
`;
