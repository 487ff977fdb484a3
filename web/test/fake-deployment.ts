import {
  appendLeaves,
  bundlePath,
  createCosigner,
  createSigner,
  decodeBase64,
  emptyTree,
  encodeBase64,
  encodeBundle,
  entryOf,
  formatCheckpointText,
  formatVkey,
  parseNote,
  portableHasher,
  signCheckpoint,
  signNote,
  signRotation,
  tilePath,
  tilesOf,
} from '@cunjian/tlog';
import { LogUnreachable, type FetchLog } from '../src/verify/log-port.ts';
import type { Memory, Seen } from '../src/verify/memory.ts';

const encoder = new TextEncoder();
const bytesOf = (value: unknown) => encoder.encode(JSON.stringify(value));

export const division = '330302001200';
export const log = `division/${division}`;
export const origin = `test.example/${log}`;
const headsOrigin = 'test.example/heads';

export interface FakeEvent {
  readonly id: string;
  readonly time: string;
  readonly data: unknown;
}
export const eventAt = (n: number, data: unknown = { n }): FakeEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  time: '2026-04-02T08:00:00.000Z',
  data,
});

const seed = (byte: number) => new Uint8Array(32).fill(byte);

const filesOf = (
  prefix: string,
  entries: readonly Uint8Array[],
): { files: Map<string, Uint8Array>; root: Uint8Array } => {
  const files = new Map<string, Uint8Array>();
  const { tiles, root } = appendLeaves(emptyTree, entries.map(portableHasher.leaf));
  for (const tile of tiles) files.set(`${prefix}/${tilePath(tile)}`, tile.bytes);
  for (const { level, index, width } of tilesOf(entries.length))
    if (level === 0)
      files.set(
        `${prefix}/${bundlePath(index, width)}`,
        encodeBundle(entries.slice(index * 256, index * 256 + width) as Uint8Array[]),
      );
  return { files, root };
};

export interface FakeOptions {
  readonly events: readonly FakeEvent[];
  /** Entries of the division log that the heads log shows; left out, the heads log has no such division. */
  readonly shown?: number | undefined;
  /** Sizes that the heads log showed before. */
  readonly shownBefore?: readonly number[];
  /** Byte of the operator's secret key. */
  readonly key?: number;
  /** What the heads log shows in place of the log's own beginning. */
  readonly shownEvents?: readonly FakeEvent[];
  readonly name?: string;
  /** When it is, and when the heads advance next, as it says. */
  readonly times?: { readonly now: string; readonly next: string };
  /** Statements of key rotations that it serves. */
  readonly rotations?: readonly string[];
  /** C2SP tlog-policy that it serves, and bytes of secret keys of witnesses that cosigned the heads. */
  readonly policy?: string;
  readonly cosignedBy?: readonly number[];
}

export const cosignedAt = 1_775_000_000;
/** The witness whose secret key is made of this byte. */
export const witness = (byte: number) =>
  createCosigner({ name: `w${byte}.example`, secret: seed(byte) }, () => cosignedAt);

/** When `rotation` says that keys were replaced. */
export const rotatedAt = Date.parse('2026-04-02T12:00:00Z');
/** The statement that secret key `to` takes over from `from`. */
export const rotation = (from: number, to: number): string => {
  const vkeyOf = (byte: number) => formatVkey(createSigner({ name: headsOrigin, secret: seed(byte) }));
  const signerOf = (byte: number) => createSigner({ name: 'test.example/rotation', secret: seed(byte) });
  return signRotation(
    { origin: 'test.example/rotation', purpose: 'log', oldVkey: vkeyOf(from), newVkey: vkeyOf(to), at: rotatedAt },
    [signerOf(from), signerOf(to)],
  );
};

/** What a gateway serves below /log for one division, as a map that a test may tamper with. */
export const fakeDeployment = (options: FakeOptions) => {
  const { events, shown, key = 7, shownEvents = events, name = log, rotations } = options;
  const signer = (of: string) => createSigner({ name: of, secret: seed(key) });
  const own = `test.example/${name}`;
  const sealed = (some: readonly FakeEvent[]) =>
    some.map((event, at) => ({ id: event.id, salt: seed(at % 200), bytes: bytesOf(event) }));
  const openings = sealed(events);
  const { files, root } = filesOf(
    name,
    openings.map((one) => entryOf(one).slice()),
  );
  files.set(
    `${name}/checkpoint`,
    encoder.encode(signCheckpoint({ origin: own, size: events.length, root }, signer(own))),
  );
  openings.forEach(({ salt, bytes }, index) =>
    files.set(
      `${name}/opening/${index}`,
      bytesOf({ index, event: new TextDecoder().decode(bytes), salt: encodeBase64(salt) }),
    ),
  );
  files.set(`vkeys?division=${division}`, encoder.encode(`${formatVkey(signer(own))}\n`));

  const headEntries = [
    encoder.encode(
      formatCheckpointText({ origin: 'test.example/division/1', size: 0, root: portableHasher.emptyRoot }),
    ),
  ];
  for (const size of [...(options.shownBefore ?? []), ...(shown === undefined ? [] : [shown])]) {
    const part = filesOf(
      'x',
      sealed(shownEvents.slice(0, size)).map((one) => entryOf(one).slice()),
    );
    files.set(`${name}/heads-entry`, bytesOf({ entry: headEntries.length }));
    headEntries.push(encoder.encode(formatCheckpointText({ origin: own, size, root: part.root })));
  }
  const heads = filesOf('heads', headEntries);
  for (const [path, bytes] of heads.files) files.set(path, bytes);
  files.set(
    'heads/checkpoint',
    encoder.encode(
      signNote(
        parseNote(
          signCheckpoint({ origin: headsOrigin, size: headEntries.length, root: heads.root }, signer(headsOrigin)),
        ),
        (options.cosignedBy ?? []).map(witness),
      ),
    ),
  );
  if (options.policy !== undefined) files.set('policy', encoder.encode(options.policy));
  files.set('vkeys', encoder.encode(`${formatVkey(signer(headsOrigin))}\n`));
  if (options.times !== undefined) files.set('heads/current', bytesOf({ log: 'heads', ...options.times }));
  if (rotations !== undefined) files.set('rotations', bytesOf(rotations));
  const fetch: FetchLog = (path) => Promise.resolve(files.get(path));
  return { files, fetch };
};

export const cutOff: FetchLog = () => Promise.reject(new LogUnreachable('offline'));

export const memoryOf = (seen = new Map<string, Seen>()): Memory & { readonly seen: Map<string, Seen> } => ({
  seen,
  get: (of) => seen.get(of),
  set: (of, what) => void seen.set(of, what),
});

/** Opening `index` with its event changed by `change`. */
export const forgeOpening = (
  files: Map<string, Uint8Array>,
  index: number,
  change: (opening: { event: string; salt: string }) => object,
): void => {
  const path = `${log}/opening/${index}`;
  files.set(
    path,
    bytesOf(change(JSON.parse(new TextDecoder().decode(files.get(path))) as { event: string; salt: string })),
  );
};

export const flip = (files: Map<string, Uint8Array>, path: string, at = 0): void => {
  const copy = new Uint8Array(files.get(path) ?? []);
  copy[at] = (copy[at] ?? 0) ^ 1;
  files.set(path, copy);
};

export const resalted = (salt: string): string => encodeBase64(decodeBase64(salt).map((byte) => byte ^ 1));
