import type { DisclosureEvent } from '@cunjian/contracts';
import { projectInMemory } from '@cunjian/processing';
import { describe, expect, it } from '@jest/globals';
import { content, line, photo, procedureOf, subject, withAccount, zhejiangVillage } from '../../test/example.ts';
import { recorder } from '../../test/recorded.ts';
import { candidateContents, contentKey, versionContents } from './contents.ts';
import { amountsHash, sheetHash } from './figures.ts';

const { body, disclosure } = subject;
const procedure = procedureOf(zhejiangVillage);
const drafted: DisclosureEvent = { type: 'disclosure-drafted', data: { ...subject, content, procedure } };
const published: DisclosureEvent = {
  type: 'disclosure-published',
  data: { ...subject, version: 1, content, procedure },
};

describe('contents', () => {
  it('of a draft are gone once it is out; those of a version stay', () => {
    const record = recorder('disclosure', body);
    const events = [record(drafted), record(published)];
    expect(projectInMemory(candidateContents, events.slice(0, 1)).documents.size).toBe(1);
    expect(projectInMemory(candidateContents, events).documents.size).toBe(0);
    const key = contentKey(disclosure, 1);
    expect(projectInMemory(versionContents, events).documents.get(key)?.content).toEqual(content);
  });
});

describe('the hash that the code on a sheet names', () => {
  const hash = (change: Parameters<typeof withAccount>[0] = {}, version = 1, sections: typeof content.sections = []) =>
    sheetHash('disclosure-a', version, { ...withAccount(change), sections });
  it.each([
    ['amount', { receipt: 1 }],
    ['summary', { summary: photo.name }],
    ['payee', { payee: photo.name }],
    ['handler', { handler: photo.name }],
    ['witness', { witness: photo.name }],
    ['approver', { approver: photo.name }],
    ['voucher', { voucher: '9' }],
    ['line that is corrected', { corrects: '1' }],
  ])('is another one for a line with another %s', (_, change) =>
    expect(hash({ lines: [line(change)] })).not.toBe(hash({ lines: [line()] })),
  );
  it('is another one for another balance, difference, version or section', () => {
    const row = { item: photo.name, opening: 5, decrease: 1, amount: 4 };
    const debts = (change: object) => hash({}, 1, [{ kind: 'debts', rows: [{ ...row, ...change }] }]);
    const all = [
      ...[hash(), hash({ closing: 1 }), hash({}, 2), debts({}), debts({ opening: 6 }), debts({ decrease: 2 })],
      hash({ openingDifference: { amount: 1, explanation: photo.name } }),
      hash({ difference: { amount: 1, explanation: photo.name } }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });
  it('was one of the amounts alone, which sheets that hang on boards still name', () => {
    const old = (change: Parameters<typeof line>[0] = {}) =>
      amountsHash('disclosure-a', 1, withAccount({ lines: [line(change)] }));
    expect(old()).toBe('f1f70a285ba8378078ce222489249eee9b0783c0e66b562d585ac3ba04e63411');
    expect(old({ summary: photo.name })).toBe(old());
    expect(old({ receipt: 1 })).not.toBe(old());
  });
});
