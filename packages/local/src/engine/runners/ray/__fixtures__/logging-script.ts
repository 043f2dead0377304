/** A script in Python that logs its argument as `accuracy` six times, and stays for long where that is 1. */
export const loggingScript = `
import json, os, sys, time, urllib.request
e = os.environ
url = '%s/metric/v2.0/subscriptions/%s/resourceGroups/%s/providers/Microsoft.MachineLearningServices/workspaces/%s/runs/%s/batch' % (
    e['AZUREML_SERVICE_ENDPOINT'], e['AZUREML_ARM_SUBSCRIPTION'], e['AZUREML_ARM_RESOURCEGROUP'],
    e['AZUREML_ARM_WORKSPACE_NAME'], e['AZUREML_RUN_ID'])
value = float(sys.argv[1])
for step in range(6):
    body = json.dumps({'values': [{'name': 'accuracy', 'value': [{'data': {'accuracy': value}}]}]}).encode()
    # Before: with what it logs it may be stopped.
    print('logs', sys.argv[1], flush=True)
    urllib.request.urlopen(urllib.request.Request(url, data=body, headers={'authorization': 'Bearer ' + e['AZUREML_RUN_TOKEN']}))
    time.sleep(0.3)
time.sleep(600 if value == 1 else 3)
`;
