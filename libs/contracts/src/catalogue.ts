import { canonicalJson } from '@cunjian/kernel';
import type { z } from 'zod';
import type { Envelope, RecordedEvent } from './envelope.ts';

/** One event's contract. Within a version the schema grows by optional fields only. */
export interface EventContract<Data extends z.ZodType = z.ZodType> {
  /** The latest version; `evolve` knows no other. */
  readonly version: number;
  readonly data: Data;
  /** One sentence: what has happened. Goes into docs/events. */
  readonly describe: string;
  /** Data of version n → data of version n + 1, by n. Pure; tested on a stored sample of every version ever released. */
  readonly upcasters?: Readonly<Record<number, (data: never) => unknown>>;
}

export type ServiceContracts = Readonly<Record<string, EventContract>>;

/** Union of `{ type, data }` for a service's contracts: what its deciders return and evolve. */
export type EventsOf<Contracts extends ServiceContracts> = {
  [Name in keyof Contracts & string]: { readonly type: Name; readonly data: z.infer<Contracts[Name]['data']> };
}[keyof Contracts & string];

export interface Catalogue {
  /** `cunjian.<service>.<name>.v<version>`. Throws for a name that has no contract. */
  wireType(name: string): string;
  /** All wire types ever used for these names, older versions too. */
  wireTypes(names: readonly string[]): readonly string[];
  source(name: string): string;
  /** Throws a `TypeError` with zod's findings where data breaks its contract: a bug of the writer. */
  check(name: string, data: unknown): void;
  /** Data of a wire type → its short name and its data in the latest version. Throws for an unknown type. */
  read(type: string, data: unknown): { readonly name: string; readonly data: unknown };
  /** Bytes of an event as stored → the event in its latest version. Throws for bytes that are no known event. */
  decode(stored: { readonly bytes: Uint8Array; readonly position: bigint; readonly revision: number }): RecordedEvent;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

const poolBytes = 64 * 1024;
let pool = new Uint8Array(0);
let pooled = 0;

/** How `JSON.stringify` begins to print a lone surrogate, which canonical JSON does not know. */
const surrogateEscape = '\\ud';

/** Canonical JSON of an envelope: attributes are flat and in order here, so that `JSON.stringify` prints them at once. */
const envelopeText = (envelope: Envelope): string => {
  const { actor, audience, body, causationid, correlationid, datacontenttype, id, office, onbehalfof } = envelope;
  const { openfrom, partitionkey, sequence, source, specversion, subject, time, type } = envelope;
  const before = JSON.stringify({ actor, audience, body, causationid, correlationid });
  const after = JSON.stringify({
    datacontenttype,
    id,
    office,
    onbehalfof,
    openfrom,
    partitionkey,
    sequence,
    source,
    specversion,
    subject,
    time,
    type,
  });
  if (before.includes(surrogateEscape) || after.includes(surrogateEscape)) return canonicalJson(envelope);
  return `${before.slice(0, -1)},"data":${canonicalJson(envelope.data)},${after.slice(1)}`;
};

/**
 * The bytes that are stored. Short events share a buffer (an allocation each costs as much as encoding it):
 * copy the bytes or hand them on, but never transfer `bytes.buffer` to another thread.
 */
export const encodeEnvelope = (envelope: Envelope): Uint8Array => {
  const text = envelopeText(envelope);
  // A UTF-16 code unit takes at most three bytes.
  if (text.length * 3 > poolBytes) return encoder.encode(text);
  if (pool.length - pooled < text.length * 3) {
    pool = new Uint8Array(poolBytes);
    pooled = 0;
  }
  const from = pooled;
  pooled += encoder.encodeInto(text, pool.subarray(from)).written;
  return pool.subarray(from, pooled);
};

const wireName = /^cunjian\.([a-z-]+)\.([a-z-]+)\.v([1-9]\d*)$/;

export const createCatalogue = (services: Readonly<Record<string, ServiceContracts>>): Catalogue => {
  const contracts = new Map<string, EventContract & { readonly service: string }>();
  for (const [service, events] of Object.entries(services))
    for (const [name, contract] of Object.entries(events)) {
      if (contracts.has(name)) throw new Error(`two contracts are named ${name}`);
      contracts.set(name, { ...contract, service });
    }
  const contractOf = (name: string) => {
    const contract = contracts.get(name);
    if (contract === undefined) throw new Error(`no contract is named ${name}`);
    return contract;
  };
  const wire = (name: string, version: number) => `cunjian.${contractOf(name).service}.${name}.v${version}`;
  const upcast = (name: string, version: number, data: unknown): unknown => {
    const contract = contractOf(name);
    let current = data;
    for (let v = version; v < contract.version; v++) {
      const step = contract.upcasters?.[v];
      if (step === undefined) throw new Error(`${name} has no upcaster from version ${v}`);
      current = step(current as never);
    }
    return current;
  };
  // Wire types are few and repeat for every event: split each once.
  const names = new Map<string, { name: string; version: number }>();
  const parseType = (type: string) => {
    let parsed = names.get(type);
    if (parsed === undefined) {
      const match = wireName.exec(type);
      const [, , name = '', version = ''] = match ?? [];
      const contract = contracts.get(name);
      if (contract === undefined || Number(version) > contract.version) throw new Error(`unknown event type ${type}`);
      parsed = { name, version: Number(version) };
      names.set(type, parsed);
    }
    return parsed;
  };
  const read = (type: string, data: unknown) => {
    const { name, version } = parseType(type);
    return { name, data: upcast(name, version, data) };
  };
  return {
    read,
    wireType: (name) => wire(name, contractOf(name).version),
    wireTypes: (list) =>
      list.flatMap((name) => Array.from({ length: contractOf(name).version }, (_, i) => wire(name, i + 1))),
    source: (name) => contractOf(name).service,
    check: (name, data) => {
      const result = contractOf(name).data.safeParse(data);
      if (!result.success) throw new TypeError(`${name} breaks its contract: ${result.error.message}`);
    },
    decode: ({ bytes, position, revision }) => {
      const envelope = JSON.parse(decoder.decode(bytes)) as Envelope;
      const { name, data } = read(envelope.type, envelope.data);
      return Object.assign(envelope, { name, data, position, revision });
    },
  };
};
