// Uploads folders with HyperDriveRun, as a submit does: one line of JSON in for each, one out with the seconds that it took.

import { createInterface } from 'node:readline';
import { createLocalFiles } from '@hyperdrive-run/sweep-file';
import { blobNames, createBlobClient, hashCode, uploadTree } from '@hyperdrive-run/transport/upload';

const { list, createHash } = createLocalFiles();
const client = createBlobClient({});
const asset = { name: 'bench', version: '1' };
console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const { folder, container } = JSON.parse(line);
  const began = performance.now();
  const tree = await list(folder);
  const hash = await hashCode(tree.files, createHash);
  await uploadTree(client, { container, blobs: blobNames(tree), asset, createHash });
  console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, hash }));
}
