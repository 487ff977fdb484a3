import type { DisclosureEvent } from '@cunjian/contracts';
import { projectInMemory } from '@cunjian/processing';
import { describe, expect, it } from '@jest/globals';
import { content, line, photo, procedureOf, subject, withAccount, zhejiangVillage } from '../../test/example.ts';
import { recorder } from '../../test/recorded.ts';
import { candidateContents, contentKey, versionContents } from './contents.ts';
import { figuresHash } from './figures.ts';

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

describe('the hash of the figures', () => {
  const hash = (change: Parameters<typeof withAccount>[0] = {}, version = 1) =>
    figuresHash('disclosure-a', version, withAccount(change));
  it('is that of the figures alone: texts may be erased, amounts may not change', () => {
    expect(hash({ lines: [line({ summary: photo.name })] })).toBe(hash({ lines: [line()] }));
    expect(hash({ lines: [line({ receipt: 1 })] })).not.toBe(hash({ lines: [line()] }));
    expect(hash({ closing: 1 })).not.toBe(hash());
    expect(hash({}, 2)).not.toBe(hash());
  });
});
