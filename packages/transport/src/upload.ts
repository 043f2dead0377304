// What a submit to Azure ML v2 does with files: they are hashed and named as azure-ai-ml does it, and sent to signed containers.
export { blobNames, type NamedBlob } from './azure-ml/arm/files/blob-names.js';
export { hashCode } from './azure-ml/arm/files/hash-code.js';
export { hashData } from './azure-ml/arm/files/hash-data.js';
export { type BlobClient, createBlobClient } from './azure-ml/arm/upload/blob-client.js';
export {
  type TreeUpload,
  type UploadOptions,
  type UploadOutcome,
  type UploadProgress,
  uploadTree,
} from './azure-ml/arm/upload/upload-tree.js';
