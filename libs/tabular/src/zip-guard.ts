import { crc32 } from 'node:zlib';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';

export const zipLimits = {
  maxEntries: 1000,
  /** Uncompressed. */
  maxEntryBytes: 32 * 1024 * 1024,
  /** Uncompressed, of all entries that are read. */
  maxTotalBytes: 64 * 1024 * 1024,
  /** Uncompressed to compressed, for entries above `ratioFromBytes`; honest sheets stay below 60. */
  maxRatio: 250,
  ratioFromBytes: 1024 * 1024,
} as const;

export interface ZipPart {
  readonly path: string;
  readonly bytes: Buffer;
}

/**
 * Inflates the XML parts of an XLSX, counting while it inflates: neither the sizes nor the paths that the archive
 * claims are believed. Other parts (pictures, macros, printer settings) are left out unread.
 * Refuses: `table.zip-bomb`, `table.unreadable`, `table.encrypted`.
 */
export const inflateParts = async (bytes: Uint8Array): Promise<readonly ZipPart[] | Refused> => {
  try {
    return await inflateAll(await open(bytes));
  } catch (error) {
    // yauzl and zlib throw for every malformed archive, a lying size and a path that leaves the archive.
    return refuse('table.unreadable', { detail: error instanceof Error ? error.message : String(error) });
  }
};

const open = (bytes: Uint8Array): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    fromBuffer(buffer, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });

const inflateAll = async (zip: ZipFile): Promise<readonly ZipPart[] | Refused> => {
  if (zip.entryCount > zipLimits.maxEntries) return bomb('entries', zip.entryCount, zipLimits.maxEntries);
  const parts = new Map<string, Buffer>();
  let total = 0;
  for (let entry = await nextEntry(zip); entry !== undefined; entry = await nextEntry(zip)) {
    const path = entry.fileName;
    if (/\.zip$|\.xls[xm]$/i.test(path)) return bomb('nested', 1, 0);
    if (!/\.(xml|rels)$/.test(path)) continue;
    if (entry.isEncrypted()) return refuse('table.encrypted');
    if (parts.has(path)) return refuse('table.unreadable', { detail: `two parts are named ${path}` });
    const content = await inflate(zip, entry, zipLimits.maxTotalBytes - total);
    if (isRefused(content)) return content;
    total += content.length;
    parts.set(path, content);
  }
  return [...parts].map(([path, content]) => ({ path, bytes: content }));
};

const nextEntry = (zip: ZipFile): Promise<Entry | undefined> =>
  new Promise((resolve, reject) => {
    const done = () => {
      zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
    };
    const onEntry = (entry: Entry) => {
      done();
      resolve(entry);
    };
    const onEnd = () => {
      done();
      resolve(undefined);
    };
    const onError = (error: Error) => {
      done();
      reject(error);
    };
    zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
    zip.readEntry();
  });

const inflate = async (zip: ZipFile, entry: Entry, left: number): Promise<Buffer | Refused> => {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error) reject(error);
      else resolve(opened);
    });
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop destroys the stream, so nothing more is inflated.
    if (size > zipLimits.maxEntryBytes) return bomb('entry', size, zipLimits.maxEntryBytes);
    if (size > left) return bomb('total', size, left);
    if (size > zipLimits.ratioFromBytes && size > entry.compressedSize * zipLimits.maxRatio)
      return bomb('ratio', Math.round(size / Math.max(1, entry.compressedSize)), zipLimits.maxRatio);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};

const bomb = (what: 'entries' | 'entry' | 'total' | 'ratio' | 'nested', actual: number, limit: number): Refused =>
  refuse('table.zip-bomb', { what, actual, limit });

/**
 * A ZIP of these parts, stored and not compressed, so that the next reader sees the very bytes that were checked: two
 * readers of one archive may disagree about what is in it.
 */
export const storeParts = (parts: readonly ZipPart[]): Buffer => {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of parts) {
    const name = Buffer.from(path, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x0800, 2);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(bytes.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), fields, name, bytes);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name);
    offset += 30 + name.length + bytes.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
};
