import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { maxBlobBytes, type BlobStore } from './port.ts';

export interface BlobStoreUnderTest {
  readonly store: BlobStore;
  /** The same blobs, as another process would open them. */
  reopen(): Promise<BlobStore>;
  /** Changes what is kept of a blob, behind the store's back. */
  damage(sha256: string): Promise<void>;
  dispose(): Promise<void>;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const scan = bytesOf('%PDF-1.7 收据');
const scanHash = sha256Of(scan);
const absent = sha256Of(bytesOf('never put'));

/** What every adapter must do. */
export const blobStoreContract = (name: string, open: () => Promise<BlobStoreUnderTest>): void => {
  describe(`${name} as a blob store`, () => {
    let subject: BlobStoreUnderTest;
    beforeEach(async () => {
      subject = await open();
    });
    afterEach(() => subject.dispose());

    it('gives back what was put, under its SHA-256, also when opened again', async () => {
      expect(await subject.store.put(scan)).toBe(scanHash);
      expect(await subject.store.get(scanHash)).toEqual(scan);
      const reopened = await subject.reopen();
      expect(await reopened.get(scanHash)).toEqual(scan);
      expect(await reopened.size(scanHash)).toBe(scan.length);
    });

    it('has nothing that was never put', async () => {
      expect(await subject.store.has(absent)).toBe(false);
      expect(await subject.store.get(absent)).toBeUndefined();
      expect(await subject.store.size(absent)).toBeUndefined();
    });

    it('takes the same bytes again, also at once', async () => {
      const hashes = await Promise.all([1, 2, 3, 4].map(() => subject.store.put(scan)));
      expect(hashes).toEqual([scanHash, scanHash, scanHash, scanHash]);
      expect(await subject.store.get(scanHash)).toEqual(scan);
    });

    it('takes the largest blob, and refuses one that is a byte larger, or empty', async () => {
      const largest = new Uint8Array(maxBlobBytes);
      const hash = await subject.store.put(largest);
      expect(hash).toBe(sha256Of(largest));
      expect(await subject.store.put(new Uint8Array(maxBlobBytes + 1))).toEqual({
        refused: [{ code: 'blob.too-large', params: { bytes: maxBlobBytes + 1, limit: maxBlobBytes } }],
      });
      expect(await subject.store.put(new Uint8Array(0))).toMatchObject({ refused: [{ code: 'blob.empty' }] });
    });

    it('knows who brought which bytes, also when opened again', async () => {
      await subject.store.put(scan);
      expect(await subject.store.wasPutBy(scanHash, 'clerk')).toBe(false);
      await subject.store.put(scan, 'clerk');
      await subject.store.put(bytesOf('another'), '../neighbour');
      const reopened = await subject.reopen();
      expect(await reopened.wasPutBy(scanHash, 'clerk')).toBe(true);
      expect(await reopened.wasPutBy(scanHash, '../neighbour')).toBe(false);
      expect(await reopened.wasPutBy(absent, 'clerk')).toBe(false);
    });

    it('never gives bytes that are not those of the hash, and is mended by putting them again', async () => {
      await subject.store.put(scan);
      await subject.damage(scanHash);
      await expect(subject.store.get(scanHash)).rejects.toThrow(scanHash);
      await subject.store.put(scan);
      expect(await subject.store.get(scanHash)).toEqual(scan);
    });

    it('erases for good, and only what it is told to', async () => {
      await subject.store.put(scan, 'clerk');
      const other = (await subject.store.put(bytesOf('another'), 'clerk')) as string;
      await subject.store.erase(scanHash);
      await subject.store.erase(absent);
      expect(await subject.store.has(scanHash)).toBe(false);
      expect(await subject.store.wasPutBy(scanHash, 'clerk')).toBe(false);
      expect(await subject.store.has(other)).toBe(true);
      expect(await subject.store.wasPutBy(other, 'clerk')).toBe(true);
    });

    it.each(['../events.sqlite', '', 'ab/../../x', scanHash.toUpperCase(), `${scanHash}/`, `${scanHash}\u0000`])(
      'takes no name but a hash: %j',
      async (name) => {
        for (const call of [subject.store.get, subject.store.has, subject.store.size, subject.store.erase])
          await expect(call(name)).rejects.toThrow(TypeError);
      },
    );
  });
};
