export { openFileSystemBlobStore, type FileSystemBlobStoreOptions } from './file-system.ts';
export { isSha256Hex, maxBlobBytes, type BlobStore } from './port.ts';
export { blobRefusals } from './refusals.ts';
