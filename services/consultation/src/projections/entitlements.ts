import type { EntitlementEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import { evolve, initialState, type Entitlement } from '../entitlement/entitlement.ts';

/** A ballot of an open vote, by its event; the last one before the closing counts. */
export interface CastDocument {
  /** In the log, as text. */
  readonly position: string;
  readonly at: string;
}

/** Changes of one's mind that are remembered; of a running ballot the last one is of interest. */
const maxCastsKept = 10;

export interface EntitlementDocument {
  readonly ballot: string;
  readonly person: string;
  readonly is: Entitlement;
  readonly form: Entitlement['form'];
  /** Who votes for her, where a proxy was lodged. */
  readonly proxy?: string | undefined;
  readonly changedAt: string;
  /** As everybody of the village may know it while people vote: that a proxy has voted online does not change it. */
  readonly toldAt: string;
  readonly position: string;
  readonly casts: readonly CastDocument[];
}

const entitlementEventNames = [
  'ballot-cast',
  'token-requested',
  'token-granted',
  'token-lapsed',
  'paper-issued',
  'proxy-lodged',
  'entitlement-revoked',
  'attendance-recorded',
] as const satisfies EntitlementEvent['type'][];

/** Key: `<ballot>/<person>`, as of a roll's entry. */
export const entitlements: Projection<EntitlementDocument> = {
  name: 'consultation-entitlements',
  version: 3,
  events: entitlementEventNames,
  indexes: [
    ['ballot', 'form', 'toldAt'],
    ['ballot', 'is.used.by'],
    ['ballot', 'proxy'],
    ['person', 'changedAt'],
    ['proxy', 'changedAt'],
  ],
  keys: ({ data }) => {
    const { ballot, person } = data as { ballot: string; person: string };
    return [`${ballot}/${person}`];
  },
  evolve: (document, recorded) => {
    const event = { type: recorded.name, data: recorded.data } as EntitlementEvent;
    const { ballot, person } = event.data;
    const is = evolve(document?.is ?? initialState, event);
    const { time } = recorded;
    const position = `${recorded.position}`;
    const cast = { position, at: time };
    const casts = event.type === 'ballot-cast' ? [...(document?.casts ?? []), cast] : (document?.casts ?? []);
    const isUntold = event.type === 'ballot-cast' && is.form === 'proxy';
    return {
      ...{ ballot, person, is, form: is.form, changedAt: time, position, casts: casts.slice(-maxCastsKept) },
      toldAt: isUntold ? (document?.toldAt ?? time) : time,
      proxy: is.form === 'proxy' ? is.proxy : undefined,
    };
  },
};
