import { hash } from 'node:crypto';
import { createTreeHasher, hashBytes, type TreeHasher } from '../src/hashing.ts';

/**
 * RFC 6962 hashing on Node's SHA-256. The digest is taken as a string and copied into one buffer: Node is about four
 * times as fast in making a string of 32 characters as a Buffer of 32 bytes.
 */
export const createNodeHasher = (): TreeHasher => {
  const digest = Buffer.alloc(hashBytes);
  return createTreeHasher((bytes) => {
    digest.write(hash('sha256', bytes, 'binary'), 'binary');
    return digest;
  });
};
