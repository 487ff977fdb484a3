import type { BallotEvent, ProtocolEntry } from '@cunjian/contracts';
import { digestOfWord, terms } from './ballot-example.ts';

const { ballot } = terms;

export const roll = { count: 10, root: '0'.repeat(64) };
export const opened: BallotEvent = { type: 'ballot-opened', data: { ...terms, roll, issuers: [], holders: [] } };
export const closed: BallotEvent = { type: 'ballot-closed', data: { ballot } };

export const scan = { name: digestOfWord('name'), mediaType: 'image/png', bytes: 1, sha256: 'a'.repeat(64) } as never;
export const protocolEntry: ProtocolEntry = {
  ...{ issued: 3, returned: 3, valid: 3, invalid: 0, abstained: 0 },
  votes: [
    { option: 'for', votes: 2 },
    { option: 'against', votes: 1 },
  ],
  writeIns: [],
};
export const entered = (person: string, of = protocolEntry): BallotEvent => ({
  type: 'protocol-entered',
  data: { ballot, channel: 'paper', entry: of, person, scans: [scan] },
});
export const settled = (agreed: boolean, differs: string[] = [], of = protocolEntry): BallotEvent => ({
  type: 'protocol-settled',
  data: {
    ...{ ballot, channel: 'paper', agreed, differs },
    ...(agreed && { protocol: { entry: of, persons: ['a', 'b'], scans: [scan] } }),
  },
});
