import { hash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatOpening, openingsFile, type ExportManifest } from '../../cli/src/audit/export-layout.ts';
import { verifyExport } from '../../cli/src/audit/verify.ts';
import {
  appendLeaves,
  bundlePath,
  createSigner,
  emptyTree,
  encodeBundle,
  entryOf,
  formatVkey,
  signCheckpoint,
  tilePath,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import { divisionEvents } from './division-events.ts';
import { perSecond, takeTurns, withFolder, type Bench } from './harness.ts';

const total = 100_000;
const bundleEntries = 256;
const rounds = 3;
const division = '330302001200';
const origin = `bench.example/division/${division}`;
/** Anybody's log, of which nothing but the tree is checked. */
const plainOrigin = 'bench.example/log';
const secret = new Uint8Array(32).fill(5);
const hasher = createNodeHasher();

const put = async (folder: string, path: string, bytes: Uint8Array | string): Promise<void> => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), bytes);
};

/** The log in `tree`, and with its openings in `all`. Answers the entries. */
const makeExports = async (tree: string, all: string): Promise<readonly Uint8Array[]> => {
  const events = divisionEvents(total, 1);
  const entries = events.map((event) => new Uint8Array(entryOf(event, hasher)));
  const { state, root, tiles } = appendLeaves(emptyTree, entries.map(hasher.leaf), hasher);
  const checkpoint = (name: string) =>
    signCheckpoint({ origin: name, size: state.size, root }, createSigner({ name, secret }));
  await put(tree, 'checkpoint', checkpoint(plainOrigin));
  await put(all, 'checkpoint', checkpoint(origin));
  const heads = createSigner({ name: 'bench.example/heads', secret });
  const emptyHeads = signCheckpoint({ origin: heads.name, size: 0, root: hasher.emptyRoot }, heads);
  for (const folder of [tree, all]) {
    for (const tile of tiles) await put(folder, tilePath(tile), tile.bytes);
    for (let n = 0; n * bundleEntries < total; n++) {
      const part = entries.slice(n * bundleEntries, (n + 1) * bundleEntries);
      await put(folder, bundlePath(n, part.length), encodeBundle(part));
    }
  }
  for (let n = 0; n * bundleEntries < total; n++) {
    const lines = events.slice(n * bundleEntries, (n + 1) * bundleEntries).map(({ bytes, salt }, i) =>
      formatOpening({
        index: n * bundleEntries + i,
        event: new TextDecoder().decode(bytes),
        salt: Buffer.from(salt).toString('base64'),
      }),
    );
    await put(all, openingsFile(n), lines.join(''));
  }
  const manifest: ExportManifest = {
    format: 'cunjian-export/1',
    division,
    origin,
    size: total,
    openings: total,
    withheld: 0,
  };
  await put(all, 'export.json', JSON.stringify(manifest));
  await put(all, 'heads/checkpoint', emptyHeads);
  return entries;
};

const verifying = (dir: string) => (): Promise<number> =>
  perSecond(total, async () => {
    const vkeys = [plainOrigin, origin].map((name) => formatVkey(createSigner({ name, secret })));
    const { findings } = await verifyExport({ dir, vkeys, witnesses: [] });
    if (findings.length > 0) throw new Error(`${findings[0]?.where}: ${findings[0]?.what}`);
  });

export const verifyingBench: Bench = {
  name: 'verifying',
  run: () =>
    withFolder(async (folder) => {
      const [tree, all] = [join(folder, 'tree'), join(folder, 'all')];
      const entries = await makeExports(tree, all);
      const measured = await takeTurns(rounds, {
        bare: () =>
          perSecond(total, () => {
            for (const entry of entries) hash('sha256', entry, 'buffer');
          }),
        tree: verifying(tree),
        all: verifying(all),
      });
      const what = `audit verify, ${total.toLocaleString('en')} entries`;
      const reference = { name: 'SHA-256 of the entries, bare', value: measured.bare };
      return [
        {
          what: `${what}: the tree`,
          value: measured.tree,
          unit: 'entries/s',
          better: 'more',
          reference,
          wanted: { atLeast: 0.35 },
        },
        {
          what: `${what}: all checks with openings`,
          value: measured.all,
          unit: 'entries/s',
          better: 'more',
          reference,
          wanted: { atLeast: 0.06 },
        },
      ];
    }),
};
