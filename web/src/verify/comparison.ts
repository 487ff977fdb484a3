import { decodeBase64, encodeBase64, portableHasher, saltBytes } from '@cunjian/tlog';

/** Of what people wrote an event holds digests alone: what opens one, by the reader's right. As in GraphQL. */
export interface SealedValue {
  readonly digest: string;
  readonly state: 'OPEN' | 'WITHHELD' | 'ERASED';
  /** Base64. */
  readonly salt: string | null;
  readonly value: string | null;
}

/**
 * Where the page shows otherwise than the event says. `digest`: what the server gives as the text is not what the event
 * holds the digest of. `unproved`: a text is shown, and nothing is given that proves it.
 */
export interface Difference {
  readonly variant?: 'digest' | 'unproved';
  /** Where, and shown ≠ sealed, as in `2026-01-05 记-3 payment: 100 ≠ 200`. */
  readonly reason: string;
}

export interface Comparison {
  /** The first one. */
  readonly difference?: Difference;
  /** Texts that were found to be what the event holds the digests of. */
  readonly opened: number;
  /** Texts that the reader sees masked or not at all. */
  readonly withheld: number;
  readonly erased: number;
}
/** Compares what a page shows with the event that is in the log. */
export type Compare = (event: Fields, values: readonly SealedValue[]) => Comparison;

export type Fields = Readonly<Record<string, unknown>>;
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** How a field and its value are said to the reader; `value` is undefined where there is none. */
export type SayField = (field: string, value: unknown) => { readonly field: string; readonly value: string };
export const asItIs: SayField = (field, value) => ({ field, value: String(value) });

/** base64url(SHA-256(salt ‖ canonical JSON of value)); of a string that is its JSON. Undefined where the salt is none. */
const digestOf = ({ salt, value }: SealedValue): string | undefined => {
  const before = decodeBase64(salt ?? '');
  if (before.length !== saltBytes) return undefined;
  const after = new TextEncoder().encode(JSON.stringify(value));
  const input = new Uint8Array(saltBytes + after.length);
  input.set(before);
  input.set(after, saltBytes);
  return encodeBase64(portableHasher.sha256(input)).replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
};

/** 张*: who sees a name masked is given nothing to check it by. */
const isMasked = (shown: string): boolean => shown.includes('*');

/** Collects what a comparison finds. Texts are told by the digest that the event has in their place. */
export const createComparison = (values: readonly SealedValue[], say: SayField = asItIs) => {
  const byDigest = new Map(values.map((value) => [value.digest, value]));
  const counts = { opened: 0, withheld: 0, erased: 0 };
  let difference: Difference | undefined;

  const differ = (where: string, field: string, shown: unknown, sealed: unknown, variant?: Difference['variant']) => {
    const here = say(field, shown);
    const reason =
      variant === undefined
        ? `${where} ${here.field}: ${here.value} ≠ ${say(field, sealed).value}`
        : `${where} ${here.field}: ${here.value}`;
    difference ??= { ...(variant && { variant }), reason: reason.trim() };
  };
  const plain = (where: string, field: string, shown: unknown, sealed: unknown): void => {
    if ((shown ?? undefined) !== sealed) differ(where, field, shown ?? undefined, sealed);
  };

  return {
    plain,
    figures: (where: string, shown: Fields, sealed: Fields): void => {
      for (const [name, value] of Object.entries(shown)) plain(where, name, value, sealed[name]);
    },
    text: (where: string, field: string, shown: string | null | undefined, digest: unknown): void => {
      if (digest === undefined) return plain(where, field, shown, undefined);
      const known = byDigest.get(String(digest));
      const isShown = shown !== null && shown !== undefined;
      switch (known?.state) {
        case 'OPEN':
          if (digestOf(known) !== digest) return differ(where, field, known.value, digest, 'digest');
          if (shown !== known.value) return differ(where, field, shown ?? undefined, known.value);
          return void counts.opened++;
        case 'ERASED':
          return isShown ? differ(where, field, shown, digest, 'unproved') : void counts.erased++;
        default:
          if (isShown && !(known !== undefined && isMasked(shown)))
            return differ(where, field, shown, digest, 'unproved');
          return void counts.withheld++;
      }
    },
    result: (): Comparison => ({ ...counts, ...(difference && { difference }) }),
  };
};
export type Collector = ReturnType<typeof createComparison>;
