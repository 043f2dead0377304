const versioned = /^\/?subscriptions\/.*\/(?:environments|data|models|components)\/([^/]+)\/versions\/([^/]+)$/i;

/**
 * A resource of a workspace as people write it: `azureml:NAME:VERSION` for its ARM id. What is none, such as a reference
 * that was sent as it was written, stays as it is.
 */
export function referenceOfId(id: string): string {
  const [, name, version] = versioned.exec(id) ?? [];
  return name === undefined ? id : `azureml:${name}:${version}`;
}

/** Code as a sweep file names it: by its whole ARM id. Azure ML's tool looks for `azureml:NAME:VERSION` on the disk. */
export function referenceOfCode(id: string): string {
  return /^\/?subscriptions\//i.test(id) ? `azureml:/${id.replace(/^\//, '')}` : id;
}

/** The name at the end of an ARM id, as that of a compute. */
export function nameOfId(id: string): string {
  return id.split('/').at(-1) ?? id;
}
