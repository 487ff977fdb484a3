import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { may, permissions, visitor, type Action, type Caller, type Resource, type Role } from '@cunjian/access';
import { officeKinds, type BodyKind } from '@cunjian/contracts';
import { ancestors } from '@cunjian/divisions';
import type { AnyRouter } from '@trpc/server';
import type { CallContext, ResolveCaller } from './procedures.ts';

/** The body, in a village, that the fixtures of a matrix are about. Other resources are named by their entries. */
export interface Place {
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
  readonly person: string;
}

export interface Entry {
  /** Valid for a caller who may, and about something that is there; `commandId` is added. */
  readonly input: object;
  /** What the procedure ought to ask about, where it is not the matrix's place. */
  readonly resource?: Resource;
  /** Why denied and allowed can't be told apart by the answer; then the procedure is only called, and the reason shown. */
  readonly sameAnswer?: string;
  /** Called in nobody's name, whatever the role: the procedure must not be told who calls. */
  readonly anonymous?: boolean;
}

/**
 * Where the caller stands, seen from the place: `parent` is its township. `child` stands in the village too, for entries
 * whose resource is the township's or lies above.
 */
export const relations = ['own', 'own village, another body', 'sibling', 'parent', 'child', 'other'] as const;
export type Relation = (typeof relations)[number];
export const matrixRoles: readonly Role[] = ['anyone', 'person', 'resident', 'member', ...officeKinds];

export interface ListedProcedure {
  readonly path: string;
  readonly action: Action;
  readonly kind: 'query' | 'mutation';
}

/** Every procedure of a router with its action. Throws for one without an action, or with one that the table does not have. */
export const proceduresOf = (router: AnyRouter): readonly ListedProcedure[] =>
  Object.entries(router._def.procedures as Record<string, ProcedureLike>).map(([path, { _def }]) => {
    const action = _def.meta?.action;
    if (action === undefined || !(action in permissions))
      throw new Error(`${path} has no action of the permission table`);
    if (_def.type === 'subscription') throw new Error(`${path} is a subscription`);
    return { path, action: action as Action, kind: _def.type };
  });

interface ProcedureLike {
  readonly _def: { readonly type: 'query' | 'mutation' | 'subscription'; readonly meta?: { readonly action?: string } };
}

const elsewhere = '520329102001';

const siblingOf = (division: string): string => division.slice(0, 9) + (division.endsWith('399') ? '398' : '399');

const standingAt = (relation: Relation, place: Place): { division: string; body: string } => {
  const divisions: Readonly<Record<Relation, string>> = {
    own: place.division,
    'own village, another body': place.division,
    sibling: siblingOf(place.division),
    parent: ancestors(place.division).at(-1) ?? place.division,
    child: place.division,
    other: elsewhere,
  };
  return { division: divisions[relation], body: relation === 'own' ? place.body : `matrix-body-${relation}` };
};

/** One role, held where the relation says; nothing else. */
const callerAs = (role: Role, relation: Relation, place: Place): Caller => {
  const { division, body } = standingAt(relation, place);
  const mine = relation === 'own' ? place.person : `matrix-person-${relation}`;
  const person: Caller = { ...visitor, account: `${role}@${relation}`, person: mine };
  switch (role) {
    case 'anyone':
      return visitor;
    case 'person':
      return person;
    case 'resident':
      return { ...person, residencies: [{ division, kind: 'registered' }] };
    case 'member':
      return { ...person, memberships: [body] };
    default: {
      const office = `matrix-office-${role}-${relation}`;
      const acting = { office, kind: role, body, division, from: '2000-01-01', to: '2999-12-31' };
      return { ...person, offices: [acting], acting, contracted: role.startsWith('agency-') ? [body] : [] };
    }
  }
};

export interface MatrixCase extends ListedProcedure {
  readonly role: Role;
  readonly relation: Relation;
  /** What the permission table says. */
  readonly allowed: boolean;
  /** Resolves to what is wrong with the answer; undefined where the procedure does as the table says. */
  check(): Promise<string | undefined>;
}

export interface AccessMatrix {
  readonly place: Place;
  /** Those in whose names it calls: files that entries name must have been brought by them. */
  readonly accounts: readonly string[];
  /** Hand it to `createProcedures`, in place of the runtime's: it knows the callers of the matrix. */
  readonly resolveCaller: ResolveCaller;
  /**
   * A case for each procedure × entry × role × relation. Throws where a procedure has no entry, or an entry no procedure.
   * A denied mutation must refuse `access.denied`, an allowed one must not. A denied query must answer what a visitor who
   * may not is answered, or refuse; an allowed one must not. With `store`, whoever is denied must not have written anything.
   */
  cases(router: AnyRouter, entries: Entries, store?: Head): readonly MatrixCase[];
}
type Entries = Readonly<Record<string, Entry | readonly Entry[]>>;
/** Where the store ends: it moves with every event. */
interface Head {
  head(): Promise<bigint>;
}

export const accessMatrix = (place: Place): AccessMatrix => {
  const callers = new Map<string, Caller>();
  for (const role of matrixRoles)
    for (const relation of relations) callers.set(`${role}@${relation}`, callerAs(role, relation, place));
  return {
    place,
    accounts: [...callers.keys()],
    resolveCaller: async ({ account }) => (account === undefined ? visitor : (callers.get(account) ?? visitor)),
    cases: (router, entries, store) => {
      const procedures = proceduresOf(router);
      const missing = procedures.filter(({ path }) => entries[path] === undefined).map(({ path }) => path);
      const paths = new Set(procedures.map(({ path }) => path));
      const stale = Object.keys(entries).filter((path) => !paths.has(path));
      if (missing.length > 0) throw new Error(`without an entry in the access matrix: ${missing.join(', ')}`);
      if (stale.length > 0) throw new Error(`entries of procedures that do not exist: ${stale.join(', ')}`);
      const all = procedures.flatMap((procedure) =>
        [entries[procedure.path] ?? []]
          .flat()
          .flatMap((entry) => casesOf(router, procedure, entry, { place, callers, store })),
      );
      // Those that must not write come first: what an allowed command sets in motion is not theirs.
      return [...all.filter((one) => !mayWrite(one)), ...all.filter(mayWrite)];
    },
  };
};

const mayWrite = ({ kind, allowed }: Pick<MatrixCase, 'kind' | 'allowed'>): boolean => kind === 'mutation' && allowed;

interface CaseOptions {
  readonly place: Place;
  readonly callers: ReadonlyMap<string, Caller>;
  readonly store: Head | undefined;
}

const casesOf = (
  router: AnyRouter,
  procedure: ListedProcedure,
  entry: Entry,
  { place, callers, store }: CaseOptions,
): MatrixCase[] => {
  const resource: Resource = entry.resource ?? place;
  const denied = once(() => call(router, procedure, entry, {}));
  return matrixRoles.flatMap((role) =>
    relations.map((relation) => {
      const caller = callers.get(`${role}@${relation}`) ?? visitor;
      const allowed = may(caller, procedure.action, resource);
      const isNobody = role === 'anyone' || entry.anonymous === true;
      const context = isNobody ? {} : { account: `${role}@${relation}`, office: caller.acting?.office };
      const check = async () => {
        const before = await store?.head();
        const answer = await call(router, procedure, entry, context);
        if (!mayWrite({ ...procedure, allowed }) && (await store?.head()) !== before)
          return `wrote, though ${allowed ? 'it is a query' : 'denied'}`;
        if (entry.sameAnswer !== undefined || may(visitor, procedure.action, resource)) return undefined;
        const refused = isDenied(answer);
        const same = procedure.kind === 'query' && isDeepStrictEqual(answer, await denied());
        if (allowed) return refused || same ? `denied, though the table allows it: ${show(answer)}` : undefined;
        return refused || same ? undefined : `answered, though the table denies it: ${show(answer)}`;
      };
      return { ...procedure, role, relation, allowed, check };
    }),
  );
};

const call = (
  router: AnyRouter,
  { path, kind }: ListedProcedure,
  { input }: Entry,
  context: Pick<CallContext, 'account' | 'office'>,
): Promise<unknown> => {
  let target: unknown = router.createCaller({ ...context, correlationId: 'access-matrix' } satisfies CallContext);
  for (const step of path.split('.')) target = (target as Record<string, unknown>)[step];
  const call = target as (given: object) => Promise<unknown>;
  return call(kind === 'mutation' ? { ...input, commandId: randomUUID() } : input);
};

/** `{ ok: false, refusals }`, as mutations answer and queries may. */
const isDenied = (answer: unknown): boolean => {
  if (typeof answer !== 'object' || answer === null || !('refusals' in answer)) return false;
  const { refusals } = answer as { refusals: readonly { code: string }[] };
  return refusals.some(({ code }) => code === 'access.denied');
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

const show = (answer: unknown): string => (JSON.stringify(answer) ?? 'undefined').slice(0, 200);
