import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Who keeps what stands beside the events, by file names; whatever is not named here is derived, and is built anew. */
export const keepers: Readonly<Record<string, { readonly files: RegExp; readonly folder: string }[]>> = {
  registry: [
    { folder: 'vault', files: /^registry/ },
    { folder: 'secrets', files: /^registry/ },
  ],
  publication: [{ folder: 'vault', files: /^publication/ }],
  consultation: [
    { folder: 'vault', files: /^consultation/ },
    { folder: 'issuer', files: /./ },
    { folder: 'box', files: /./ },
  ],
  audit: [
    { folder: '.', files: /^published\.sqlite/ },
    { folder: 'vault', files: /^audit/ },
    { folder: 'secrets', files: /^(log|receipt)\./ },
  ],
  integration: [
    { folder: 'vault', files: /^integration/ },
    { folder: 'secrets', files: /^integration/ },
  ],
  gateway: [
    { folder: 'gateway', files: /./ },
    { folder: 'secrets', files: /^(issuer|sessions)/ },
  ],
};

/** Folder of what all services share below `into`. */
export const blobsFolder = 'blobs';

/** A folder that is there is whole: it is filled under another name. */
const fillWhole = async (target: string, fill: (folder: string) => Promise<void>): Promise<void> => {
  const part = `${target}.part`;
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true, mode: 0o700 });
  await fill(part);
  await rename(part, target);
};

/**
 * Deals a data folder out to the folders of separate services below `into`, one each, and `blobs`: vaults, signed heads,
 * keys. A folder that is there already is left as it is, one that was broken off is made anew. Returns what was made.
 */
export const dealOut = async (dataDir: string, into: string): Promise<readonly string[]> => {
  const made: string[] = [];
  for (const [service, kept] of Object.entries(keepers)) {
    const target = join(into, service);
    if (existsSync(target)) continue;
    await fillWhole(target, async (filled) => {
      for (const { folder, files } of kept) {
        const source = join(dataDir, folder);
        if (!existsSync(source)) continue;
        await mkdir(join(filled, folder), { recursive: true, mode: 0o700 });
        for (const entry of await readdir(source, { withFileTypes: true }))
          if (entry.isFile() && files.test(entry.name))
            await cp(join(source, entry.name), join(filled, folder, entry.name), { preserveTimestamps: true });
      }
    });
    made.push(target);
  }
  const blobs = join(into, blobsFolder);
  if (!existsSync(blobs)) {
    await fillWhole(blobs, (filled) => cp(join(dataDir, blobsFolder), filled, { recursive: true }));
    made.push(blobs);
  }
  return made;
};
