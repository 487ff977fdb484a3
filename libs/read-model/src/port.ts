/** A JSON object. Amounts and counts are safe integers. */
export type Document = object;
export type Scalar = string | number | boolean;

/** Declared by the read model, created by the adapter: a compound index over dotted paths of scalar (or array of scalar) fields. */
export interface CollectionSpec {
  readonly name: string;
  /** A new version is built beside the old one and swapped in. */
  readonly version: number;
  readonly indexes: readonly (readonly string[])[];
  /** Path of an array of tokens to search in; see `Query.search`. */
  readonly search?: string;
}

export type Condition =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly prefix: string }
  | { readonly from?: Scalar; readonly to?: Scalar };

export interface Query {
  /** Path → condition, all of which must hold. `from` inclusive, `to` exclusive. A path whose value is an array matches when an element does. */
  readonly where?: Readonly<Record<string, Condition>>;
  /** Documents holding every one of these tokens, at most `maxSearchTokens`. */
  readonly search?: readonly string[];
  /** By default by key, ascending. Absent values come first; ties are broken by key in the same direction, so pages neither repeat nor skip. */
  readonly order?: { readonly by: string; readonly direction: 'ascending' | 'descending' };
  /** Opaque cursor of an earlier `Found`; the page begins after it. */
  readonly after?: string;
  /** 1 to `maxPageSize`. */
  readonly limit: number;
}

export interface Found<D extends Document> {
  readonly items: readonly { readonly key: string; readonly document: D; readonly cursor: string }[];
  readonly hasMore: boolean;
}

export interface CollectionReader<D extends Document> {
  /** In any order asked; keys that are not there are left out. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, D>>;
  find(query: Query): Promise<Found<D>>;
  count(query: Pick<Query, 'where' | 'search'>): Promise<number>;
}

/** Thrown by `find` for an `after` that it never gave out for this order: the caller shows it as a bad argument. */
export const invalidCursor = 'read-model.invalid-cursor';
export const isInvalidCursor = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === invalidCursor;

/** Most documents of one page. */
export const maxPageSize = 10_000;
/** Most tokens of one search. */
export const maxSearchTokens = 64;

/** `undefined` deletes. `position` is that of the last event folded in: an older one than the stored is ignored. */
export interface Write<D extends Document = Document> {
  readonly key: string;
  readonly position: bigint;
  readonly document: D | undefined;
}

export interface Loaded {
  readonly position: bigint;
  /** undefined: deleted. An adapter without transactions keeps the position of what it deleted, one with them leaves the key out. */
  readonly document: Document | undefined;
  /** How large it is as JSON, roughly: bound by it what you keep in memory. */
  readonly size: number;
}

export interface Commit {
  readonly spec: CollectionSpec;
  readonly writes: readonly Write[];
}

/** The live version while another has been prepared beside it: it goes on following the store until that one is swapped in. */
export interface LiveModel {
  readonly version: number;
  /** Names of its collections. */
  readonly collections: readonly string[];
  readonly checkpoint: bigint | undefined;
  load(collection: string, keys: readonly string[]): Promise<ReadonlyMap<string, Loaded>>;
  /** As `ReadModelStore.commit`, by the names of the specs alone. */
  commit(commits: readonly Commit[], checkpoint: bigint): Promise<void>;
}

export interface ReadModelReader {
  /** Reads the version that is live now, also while a newer one is being built. */
  collection<D extends Document>(spec: CollectionSpec): CollectionReader<D>;
  /** Position up to which the live version of `name` has seen the store; undefined where it was never built. */
  checkpoint(name: string): Promise<bigint | undefined>;
  close(): Promise<void>;
}

/** What a projector writes with. One writer per store. */
export interface ReadModelStore extends ReadModelReader {
  /**
   * Creates a version (tables, indexes) beside the live one, or finds the one begun earlier; where none is live, it is live at once.
   * Other indexes than it was begun with, or `afresh`, begin it anew, also beside. Returns the checkpoint it goes on from.
   */
  prepare(
    name: string,
    version: number,
    collections: readonly CollectionSpec[],
    afresh?: boolean,
  ): Promise<bigint | undefined>;
  /** To write the live version of `name`; undefined where what was prepared is the live one itself. After a commit that failed, ask again. */
  live(name: string): Promise<LiveModel | undefined>;
  /** Documents and their positions of the version being written, to fold on. */
  load(spec: CollectionSpec, keys: readonly string[]): Promise<ReadonlyMap<string, Loaded>>;
  /** In one transaction; where there is none, in the order of `commits`, each document guarded by its position, the checkpoint last. */
  commit(name: string, version: number, commits: readonly Commit[], checkpoint: bigint): Promise<void>;
  /** Makes `version` the live one and drops the others of that name. */
  swap(name: string, version: number): Promise<void>;
  /** Drops every version of `name`, so that it is built from zero. */
  drop(name: string): Promise<void>;
}
