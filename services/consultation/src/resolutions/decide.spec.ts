import type { Arithmetic, Attachment, Digest, ResolutionEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { committee, village } from '../../test/people.ts';
import type { ProceedingSubject } from '../proceeding/proceeding.ts';
import { resolutionsDecider, type Decided, type ResolutionCommand } from './decide.ts';

const digest = (of: string): Digest => of.padEnd(43, 'd') as Digest;
const photo: Attachment = { name: digest('photo'), sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 70 };
const subject: ProceedingSubject = {
  ...{ proceeding: 'proceeding-1', topic: 'topic-1', division: village, body: committee },
  bodyKind: 'villagers-committee',
  matter: 'public-works',
};
const arithmetic: Arithmetic = {
  ...{ members: 6, present: 5, quorumNeeded: 4, quorate: true, cast: 5, valid: 5, invalid: 0, abstained: 0 },
  ...{ majorityOf: 'present', base: 5, needed: 3, outcome: 'adopted', chosen: ['for'] },
  votes: [
    { option: 'for', votes: 4 },
    { option: 'against', votes: 1 },
  ],
};
const rules = [{ rule: 'a', version: 1, status: 'checked' as const, citation: 'a law' }];
const decided: Decided = { on: '2026-04-20', assembly: 'representatives', arithmetic, ballot: 'ballot-1', rules };
const [resolution, second] = ['resolution-1', 'resolution-2'];
const today = '2026-05-20';

type Adopt = Extract<ResolutionCommand, { do: 'adopt' }>;
const adopt = (change: Partial<Adopt> = {}): Adopt => ({
  ...{ do: 'adopt', resolution, subject, decided, title: digest('road'), text: digest('build it') },
  ...{ responsible: { person: 'person-chair', office: 'chair' }, due: '2026-10-01', budget: 1_000 },
  ...change,
});
const adopted: ResolutionEvent = {
  type: 'resolution-adopted',
  data: {
    ...{ resolution, number: '2026-1', division: village, body: committee, bodyKind: 'villagers-committee' },
    ...{ proceeding: 'proceeding-1', topic: 'topic-1', ballot: 'ballot-1', title: digest('road') },
    ...{ text: digest('build it'), responsible: 'person-chair', responsibleOffice: 'chair', due: '2026-10-01' },
    ...{ budget: 1_000, assembly: 'representatives', arithmetic, rules, adoptedOn: '2026-04-20' },
  },
};
const posted = { resolution, proceeding: 'proceeding-1', on: '2026-04-22', places: ['上村'] };
const published: ResolutionEvent = { type: 'resolution-published', data: posted };
const done: ResolutionEvent = {
  type: 'resolution-reported',
  data: { resolution, report: 'report-1', text: digest('done'), photos: [photo], done: true },
};
const concluded: ResolutionEvent = { type: 'resolution-result-published', data: { ...posted, on: '2026-05-02' } };

const boards = ['上村', '下村'];
const publish = (change: object = {}): ResolutionCommand => ({
  ...{ do: 'publish', resolution, on: '2026-04-22', today, places: ['上村'], boards, ...change },
});
const publishResult = (change: object = {}): ResolutionCommand => ({
  ...{ do: 'publish-result', resolution, on: '2026-05-02', today, places: ['上村'], boards, ...change },
});
type Report = Extract<ResolutionCommand, { do: 'report' }>;
const report = (change: Partial<Report> = {}): Report => ({
  ...{ do: 'report', resolution, report: 'report-1', text: digest('done'), photos: [photo], done: true, ...change },
});
const overdue = (which: 'deadline' | 'year', now: string): ResolutionCommand => ({
  ...{ do: 'mark-overdue', resolution, which, now },
});
const on = (...history: ResolutionEvent[]) => given(resolutionsDecider, ...history);

describe('nothing yet', () => {
  it('is adopted with its number, the rules and the arithmetic', () => on().when(adopt()).then(adopted));
  it('only where an assembly decided, by somebody who is known there, for a day to come', () => {
    on()
      .when(adopt({ decided: undefined }))
      .refused('resolution.not-decided');
    on()
      .when(adopt({ responsible: undefined }))
      .refused({ code: 'resolution.responsible-unknown', field: 'responsible' });
    on()
      .when(adopt({ due: '2026-04-19' }))
      .refused({ code: 'resolution.due-too-early', field: 'due' });
    expect(
      on()
        .when(adopt({ due: '2026-04-20' }))
        .state().all.size,
    ).toBe(1);
  });
  it.each([publish(), report(), publishResult(), overdue('year', '2030-01-01T00:00:00.000Z')])(
    'takes no $do',
    (command) => on().when(command).refused('resolution.unknown'),
  );
});

describe('numbers', () => {
  it('go on within a year and begin anew with the next', () => {
    const next = { resolution: second, subject: { ...subject, proceeding: 'proceeding-2' } };
    const sameYear = on(adopted).when(adopt(next)).state();
    expect(sameYear.all.get(second)?.number).toBe('2026-2');
    const nextYear = on(adopted)
      .when(adopt({ ...next, decided: { ...decided, on: '2027-01-01' }, due: '2027-02-01' }))
      .state();
    expect(nextYear.all.get(second)?.number).toBe('2027-1');
  });
  it('are one for a proceeding', () =>
    on(adopted)
      .when(adopt({ resolution: second }))
      .refused({ code: 'resolution.exists', params: { number: '2026-1' } }));
});

describe('adopted', () => {
  it('is published on a board of the village, on a day that came', () => {
    on(adopted).when(publish()).then(published);
    on(adopted)
      .when(publish({ places: ['上村', '城里'] }))
      .refused({ code: 'resolution.unknown-board', params: { place: '城里', boards: '上村、下村' } });
    on(adopted)
      .when(publish({ on: '2026-05-21' }))
      .refused('resolution.in-future');
    on(adopted)
      .when(publish({ on: '2026-04-19' }))
      .refused({ code: 'resolution.too-early', params: { on: '2026-04-19', notBefore: '2026-04-20' } });
  });
  it('of a body without boards may hang anywhere', () =>
    expect(
      on(adopted)
        .when(publish({ boards: [], places: ['村口'] }))
        .state()
        .all.get(resolution)?.status,
    ).toBe('published'));
  it('is published before anything is told of carrying it out', () => {
    on(adopted).when(report()).refused('resolution.not-published');
    on(adopted).when(publishResult()).refused('resolution.not-published');
  });
});

describe('published', () => {
  const history = [adopted, published];
  it('is not published again', () =>
    on(...history)
      .when(publish())
      .refused('resolution.already-published'));
  it('is reported on, as often as there is something to tell', () => {
    const progress = report({ done: false, photos: [] });
    expect(
      on(...history)
        .when(progress)
        .state()
        .all.get(resolution)?.status,
    ).toBe('published');
    on(...history)
      .when(report())
      .then(done);
  });
  it('is done only with evidence: a photo, or the disclosure that paid', () => {
    on(...history)
      .when(report({ photos: [] }))
      .refused('resolution.evidence-missing');
    const linked = { disclosure: 'disclosure-1', isOut: true, hasLine: false };
    expect(
      on(...history)
        .when(report({ photos: [], linked }))
        .state()
        .all.get(resolution)?.status,
    ).toBe('carried-out');
  });
  it('names a disclosure that is out, and a line of it', () => {
    const linked = { disclosure: 'disclosure-1', line: 'l1', isOut: true, hasLine: true };
    on(...history)
      .when(report({ linked: { ...linked, isOut: false } }))
      .refused({ code: 'resolution.unknown-disclosure', field: 'disclosure' });
    on(...history)
      .when(report({ linked: { ...linked, hasLine: false } }))
      .refused({ code: 'resolution.unknown-line', field: 'line' });
    on(...history)
      .when(report({ linked, spent: 300 }))
      .then({ ...done, data: { ...done.data, disclosure: 'disclosure-1', line: 'l1', spent: 300 } } as ResolutionEvent);
  });
  it('has no result before it is carried out', () =>
    on(...history)
      .when(publishResult())
      .refused('resolution.not-carried-out'));
});

describe('carried out', () => {
  const history = [adopted, published, done];
  it('is concluded by its published result, not before the steps that the procedure asks for', () => {
    on(...history)
      .when(publishResult({ missing: 'villagers-appraise' }))
      .refused('resolution.step-missing');
    on(...history)
      .when(publishResult({ on: '2026-04-21' }))
      .refused({ code: 'resolution.too-early', params: { on: '2026-04-21', notBefore: '2026-04-22' } });
    on(...history)
      .when(publishResult())
      .then(concluded);
  });
  it('may still be reported on', () =>
    expect(
      on(...history)
        .when(report({ done: false }))
        .state()
        .all.get(resolution)?.status,
    ).toBe('carried-out'));
});

describe('concluded', () => {
  it.each([report(), publishResult()])('takes no $do', (command) =>
    on(adopted, published, done, concluded).when(command).refused('resolution.concluded'),
  );
});

describe('the clock', () => {
  const lastInstant = '2026-10-01T15:59:59.999Z';
  const dayAfter = '2026-10-01T16:00:00.000Z';
  const late: ResolutionEvent = {
    type: 'resolution-overdue',
    data: { resolution, proceeding: 'proceeding-1', which: 'deadline' },
  };
  it('makes it overdue when its last day in Shanghai is over, once', () => {
    on(adopted).when(overdue('deadline', lastInstant)).refused('resolution.not-overdue');
    on(adopted).when(overdue('deadline', dayAfter)).then(late);
    on(adopted, late).when(overdue('deadline', dayAfter)).then();
  });
  it('finds nothing late where it was carried out', () =>
    on(adopted, published, done).when(overdue('deadline', dayAfter)).then());
  it('shows what has no result after a year, though it be carried out', () => {
    on(adopted, published, done).when(overdue('year', '2027-04-20T15:59:59.999Z')).refused('resolution.not-overdue');
    on(adopted, published, done)
      .when(overdue('year', '2027-04-20T16:00:00.000Z'))
      .then({ ...late, data: { ...late.data, which: 'year' } } as ResolutionEvent);
    on(adopted, published, done, concluded).when(overdue('year', '2028-01-01T00:00:00.000Z')).then();
  });
});
