import type { DisclosureEvent, DueDate, ObjectionEvent } from '@cunjian/contracts';
import { eraseValuesIn } from '@cunjian/service-kit/acting';
import { describe, expect, it } from '@jest/globals';
import { content, digest, photo, procedureOf, subject, zhejiangVillage } from '../../test/example.ts';
import { recorder } from '../../test/recorded.ts';
import { objectionWindow } from './objection-window.ts';
import { opinionDeadline } from './opinion-deadline.ts';
import { replyDeadline } from './reply-deadline.ts';

const { disclosure, body, bodyKind, division, period } = subject;
const due: DueDate = { lastDay: '2026-04-15', endsAt: '2026-04-15T16:00:00.000Z', rules: [] };
const at = due.endsAt;
const record = recorder(disclosure, body);

describe('the deadline of the opinion', () => {
  const deadlines = (event: DisclosureEvent) => opinionDeadline.deadlines?.(record(event));
  it('is set by the request, and cleared by the opinion or the return', () => {
    const version = 1;
    expect(deadlines({ type: 'opinion-requested', data: { disclosure, version, due } })).toEqual({
      set: [{ key: disclosure, at, disclosure }],
    });
    expect(deadlines({ type: 'opinion-given', data: { disclosure, version, verdict: 'approve' } })).toEqual({
      clear: [disclosure],
    });
    expect(deadlines({ type: 'disclosure-returned', data: { disclosure, version } })).toEqual({ clear: [disclosure] });
  });
  it('passed, lets the opinion lapse', () => {
    expect(opinionDeadline.onDeadline?.({ key: disclosure, at, disclosure })).toEqual([
      { type: 'lapse-opinion', data: { disclosure } },
    ]);
  });
});

describe('the window for objections', () => {
  const deadlines = (event: DisclosureEvent) => objectionWindow.deadlines?.(record(event));
  const published = (objectionsDue?: DueDate): DisclosureEvent => ({
    type: 'disclosure-published',
    data: {
      ...{ ...subject, version: 2, content, procedure: procedureOf(zhejiangVillage) },
      ...(objectionsDue && { objectionsDue }),
    },
  });
  const posted = (objectionsDue?: DueDate): DisclosureEvent => ({
    type: 'disclosure-posted',
    data: {
      ...{ disclosure, version: 1, place: '上村', boards: [], from: '2026-04-10', to: '2026-04-20', photo },
      ...(objectionsDue && { objectionsDue }),
    },
  });
  it('ends where publication or posting says so', () => {
    const set = { set: [{ key: disclosure, at, disclosure }] };
    expect(deadlines(published(due))).toEqual(set);
    expect(deadlines(posted(due))).toEqual(set);
    expect(deadlines(posted())).toEqual({});
  });
  it('of an old version ends with the new one', () => {
    expect(deadlines(published())).toEqual({ clear: [disclosure] });
  });
  it('passed, is closed', () => {
    expect(objectionWindow.onDeadline?.({ key: disclosure, at, disclosure })).toEqual([
      { type: 'close-window', data: { disclosure } },
    ]);
  });
});

describe('the deadline of a reply', () => {
  const objection = 'objection-1';
  const deadlines = (event: ObjectionEvent) => replyDeadline.deadlines?.(record(event));
  it('is set anew at each level, and cleared by the answer', () => {
    const set = { set: [{ key: objection, at, objection }] };
    const about = { objection, disclosure, version: 1, body, bodyKind, division, period };
    const text = digest('text');
    expect(
      deadlines({
        type: 'objection-raised',
        data: { ...about, kind: 'objection', text, withheld: false, channel: 'online', due },
      }),
    ).toEqual(set);
    expect(deadlines({ type: 'objection-escalated', data: { objection, level: 'town', division, due } })).toEqual(set);
    expect(deadlines({ type: 'objection-answered', data: { objection, text, level: 'town' } })).toEqual({
      clear: [objection],
    });
  });
  it('passed, is overdue', () => {
    expect(replyDeadline.onDeadline?.({ key: objection, at, objection })).toEqual([
      { type: 'mark-overdue', data: { objection } },
    ]);
  });
});

it('erases here what was erased', () => {
  const digests = [digest('a')];
  expect(
    eraseValuesIn('publication').react?.(record({ type: 'value-erased', data: { digests, reason: 'request' } })),
  ).toEqual([{ type: 'erase-values', data: { digests } }]);
});
