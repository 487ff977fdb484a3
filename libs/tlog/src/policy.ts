import { algorithms, parseVkey } from './key.ts';
import { isTlogError, TlogError } from './tlog-error.ts';

export interface PolicyWitness {
  /** Within the policy; signature lines carry the name in the key. */
  readonly name: string;
  readonly vkey: string;
  /** Where `/add-checkpoint` is, for those who ask for cosignatures. */
  readonly url?: string;
}

/** Who has to have cosigned a checkpoint: C2SP tlog-policy. */
export interface Policy {
  /** Verifier keys of logs; any log where there are none. */
  readonly logs: readonly string[];
  readonly witnesses: readonly PolicyWitness[];
  readonly quorum: {
    /** Of a witness or a group, or `none`. */
    readonly name: string;
    /** The smallest number of witnesses that can be enough. */
    readonly needed: number;
    /** Whether these witnesses, by their names in the policy, are enough. */
    isMet(names: ReadonlySet<string>): boolean;
  };
}

/** C2SP asks for at least 32 logs, witnesses and groups. */
export const maxPolicyLines = 200;

interface Member {
  readonly needed: number;
  isMet(names: ReadonlySet<string>): boolean;
}
interface Reading {
  readonly logs: string[];
  readonly witnesses: PolicyWitness[];
  readonly members: Map<string, Member>;
  readonly grouped: Set<string>;
  readonly keys: Set<string>;
  quorum?: string;
}

const noQuorum: Member = { needed: 0, isMet: () => true };

/** Throws `policy.malformed`, which names the line. */
export const parsePolicy = (text: string): Policy => {
  const lines = text.split('\n');
  if (lines.length > maxPolicyLines) throw malformed(maxPolicyLines, `more than ${maxPolicyLines} lines`);
  const reading: Reading = {
    logs: [],
    witnesses: [],
    members: new Map(),
    grouped: new Set(),
    keys: new Set(),
  };
  lines.forEach((line, i) => {
    // eslint-disable-next-line no-control-regex -- control characters are what is to be refused
    if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) throw malformed(i, 'a control character');
    const items = line.split(/[ \t]+/).filter((item) => item !== '');
    if (items.length > 0 && items[0]?.startsWith('#') !== true) readLine(reading, items, i);
  });
  const { logs, witnesses, members, quorum: name } = reading;
  if (name === undefined) throw malformed(lines.length - 1, 'no quorum line');
  const { needed, isMet } = name === 'none' ? noQuorum : (members.get(name) ?? noQuorum);
  return { logs, witnesses, quorum: { name, needed, isMet } };
};

const malformed = (line: number, why: string) =>
  new TlogError('policy.malformed', `not a policy of C2SP tlog-policy: ${why}`, `line ${line + 1}`);

const readLine = (reading: Reading, [kind = '', ...items]: readonly string[], line: number): void => {
  switch (kind) {
    case 'log':
      return readLog(reading, items, line);
    case 'witness':
      return readWitness(reading, items, line);
    case 'group':
      return readGroup(reading, items, line);
    case 'quorum': {
      const [name = ''] = items;
      if (items.length !== 1 || reading.quorum !== undefined) throw malformed(line, 'one quorum, with one name');
      if (name !== 'none' && !reading.members.has(name)) throw malformed(line, `"${name}" is not defined above`);
      reading.quorum = name;
      return;
    }
    default:
      throw malformed(line, `"${kind.slice(0, 50)}" is none of log, witness, group, quorum`);
  }
};

/** Keys are duplicates where the public key is the same, whatever the name. */
const takeKey = ({ keys }: Reading, vkey: string, algorithm: number, line: number): void => {
  try {
    const key = parseVkey(vkey);
    if (key.algorithm !== algorithm)
      throw malformed(line, `"${key.name}" has a key of type ${key.algorithm} instead of ${algorithm}`);
    const id = `${algorithm} ${key.publicKey.join()}`;
    if (keys.has(id)) throw malformed(line, `the key of "${key.name}" is there twice`);
    keys.add(id);
  } catch (error) {
    throw isTlogError(error) && error.code !== 'policy.malformed' ? malformed(line, error.message) : error;
  }
};

const readLog = (reading: Reading, items: readonly string[], line: number): void => {
  const [vkey = ''] = items;
  if (items.length < 1 || items.length > 2) throw malformed(line, 'log <vkey> [<url>]');
  takeKey(reading, vkey, algorithms.ed25519, line);
  reading.logs.push(vkey);
};

const define = ({ members }: Reading, name: string, member: Member, line: number): void => {
  if (name === 'none' || members.has(name)) throw malformed(line, `"${name}" is taken`);
  members.set(name, member);
};

const readWitness = (reading: Reading, items: readonly string[], line: number): void => {
  const [name = '', vkey = '', url] = items;
  if (items.length < 2 || items.length > 3) throw malformed(line, 'witness <name> <vkey> [<url>]');
  takeKey(reading, vkey, algorithms.cosignature, line);
  define(reading, name, { needed: 1, isMet: (names) => names.has(name) }, line);
  reading.witnesses.push({ name, vkey, ...(url === undefined ? {} : { url }) });
};

const readGroup = (reading: Reading, items: readonly string[], line: number): void => {
  const [name = '', threshold = '', ...names] = items;
  if (names.length === 0) throw malformed(line, 'group <name> all|any|<k> <name>…');
  const members = names.map((member) => {
    const found = reading.members.get(member);
    if (found === undefined) throw malformed(line, `"${member}" is not defined above`);
    if (reading.grouped.has(member)) throw malformed(line, `"${member}" is in a group already`);
    reading.grouped.add(member);
    return found;
  });
  const k = threshold === 'all' ? names.length : threshold === 'any' ? 1 : thresholdOf(threshold);
  if (k < 1 || k > names.length) throw malformed(line, `"${threshold}" of ${names.length} members`);
  const least = members.map(({ needed }) => needed).sort((a, b) => a - b);
  define(
    reading,
    name,
    {
      needed: least.slice(0, k).reduce((sum, n) => sum + n, 0),
      isMet: (met) => members.filter((member) => member.isMet(met)).length >= k,
    },
    line,
  );
};

const thresholdOf = (text: string): number => (/^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0);
