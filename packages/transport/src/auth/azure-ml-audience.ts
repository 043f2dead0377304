/** What a `TokenCredential` is asked for, for the data plane of Azure ML: its services and its MLflow endpoint. */
export const azureMlAudience = 'https://ml.azure.com/.default';
