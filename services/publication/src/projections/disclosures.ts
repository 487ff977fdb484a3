import type { DisclosureEvent, RecordedEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import type {
  CandidateVersion,
  DisclosureDocument,
  PublishedVersion,
  Stage,
  StepTaken,
} from './disclosure-document.ts';
import { amountsHash, sheetHash, totalsOf } from './figures.ts';

type Event<Type extends DisclosureEvent['type'] = DisclosureEvent['type']> = Extract<DisclosureEvent, { type: Type }>;
type At = Pick<RecordedEvent, 'id' | 'position' | 'time' | 'office'>;

export const disclosureEventNames = [
  'disclosure-drafted',
  'disclosure-revised',
  'disclosure-discarded',
  'disclosure-confirmed',
  'opinion-requested',
  'opinion-given',
  'opinion-lapsed',
  'disclosure-returned',
  'joint-meeting-recorded',
  'disclosure-published',
  'disclosure-posted',
  'disclosure-corrected',
  'disclosure-withdrawn',
  'objection-window-closed',
] as const satisfies readonly DisclosureEvent['type'][];

const taken = (candidate: CandidateVersion, step: StepTaken['step'], { time, office }: At): readonly StepTaken[] => [
  ...candidate.steps,
  { step, at: time, office },
];

const begin = (
  {
    version,
    content,
    procedure,
    reason,
  }: Pick<Event<'disclosure-corrected'>['data'], 'version' | 'content' | 'procedure'> &
    Partial<Pick<Event<'disclosure-corrected'>['data'], 'reason'>>,
  { time }: At,
): CandidateVersion => ({
  version,
  stage: 'draft',
  startedAt: time,
  reason,
  steps: [],
  procedure,
  totals: totalsOf(content),
});

const evolveCandidate = (candidate: CandidateVersion, event: Event, at: At): CandidateVersion => {
  switch (event.type) {
    case 'disclosure-revised':
      return { ...candidate, totals: totalsOf(event.data.content) };
    case 'disclosure-confirmed':
      return { ...candidate, stage: 'confirmed', steps: taken(candidate, 'confirmation', at) };
    case 'opinion-requested':
      return { ...candidate, stage: 'under-review', opinionDue: event.data.due };
    case 'opinion-given': {
      const { verdict, reasons } = event.data;
      const opinion = { verdict, at: at.time, ...(reasons === undefined ? {} : { reasons }) };
      return { ...candidate, stage: 'reviewed', opinion, steps: taken(candidate, 'supervision-opinion', at) };
    }
    case 'opinion-lapsed': {
      const steps = taken(candidate, 'supervision-opinion', at);
      return { ...candidate, stage: 'reviewed', opinion: { verdict: 'silent', at: at.time }, steps };
    }
    case 'joint-meeting-recorded': {
      const { heldOn, present, minutes } = event.data;
      const meeting = { heldOn, present, ...(minutes === undefined ? {} : { minutes }) };
      return { ...candidate, stage: 'met', meeting, steps: taken(candidate, 'joint-meeting', at) };
    }
    case 'disclosure-returned':
      // The opinion stays in sight: it says what to mend.
      return { ...candidate, stage: 'draft', steps: [], opinionDue: undefined, returnReason: event.data.reason };
    default:
      return candidate;
  }
};

const publish = (document: DisclosureDocument, { data }: Event<'disclosure-published'>, at: At): DisclosureDocument => {
  const { candidate } = document;
  const { version, content, procedure, reason, opinion, meeting, objectionsDue } = data;
  const next: PublishedVersion = {
    version,
    event: at.id,
    position: String(at.position),
    publishedAt: at.time,
    reason,
    opinion: opinion && { ...opinion, at: candidate?.opinion?.at ?? at.time },
    meeting,
    steps: candidate === undefined ? [] : taken(candidate, 'publication', at),
    procedure,
    totals: totalsOf(content),
    closings: content.accounts.map(({ book, account, closing }) => ({ book, account, closing })),
    figuresHash: sheetHash(data.disclosure, version, content),
    amountsHash: amountsHash(data.disclosure, version, content),
    postings: [],
    boards: [],
    objectionsDue,
  };
  return {
    ...document,
    status: 'published',
    candidate: undefined,
    versions: [...document.versions.map((earlier) => ({ supersededAt: at.time, ...earlier })), next],
    firstPublishedAt: document.firstPublishedAt ?? at.time,
  };
};

const onLatest = (
  document: DisclosureDocument,
  change: (version: PublishedVersion) => PublishedVersion,
): DisclosureDocument => ({
  ...document,
  versions: document.versions.map((version, at) => (at === document.versions.length - 1 ? change(version) : version)),
});

const post = (version: PublishedVersion, { data }: Event<'disclosure-posted'>, at: At): PublishedVersion => {
  const { place, boards, from, to, photo, objectionsDue } = data;
  return {
    ...version,
    boards,
    postings: [...version.postings, { place, from, to, photo, postedAt: at.time, office: at.office }],
    steps: [...version.steps, { step: 'posting', at: at.time, office: at.office }],
    objectionsDue: objectionsDue ?? version.objectionsDue,
    windowClosedAt: objectionsDue === undefined ? version.windowClosedAt : undefined,
  };
};

/** What a document is without the version in preparation. */
const standing = ({ versions }: DisclosureDocument): DisclosureDocument['status'] => {
  const latest = versions.at(-1);
  if (latest === undefined) return 'discarded';
  return latest.withdrawnAt === undefined ? 'published' : 'withdrawn';
};

const draft = ({ data }: Event<'disclosure-drafted'>, at: At): DisclosureDocument => {
  const { disclosure, body, bodyKind, division, period, from, to, title } = data;
  const candidate = begin({ ...data, version: 1 }, at);
  return { disclosure, body, bodyKind, division, period, from, to, title, status: 'draft', candidate, versions: [] };
};

const evolve = (document: DisclosureDocument, event: Event, at: At): DisclosureDocument => {
  switch (event.type) {
    case 'disclosure-published':
      return publish(document, event, at);
    case 'disclosure-posted':
      return onLatest(document, (version) => post(version, event, at));
    case 'objection-window-closed':
      return onLatest(document, (version) => ({ ...version, windowClosedAt: at.time }));
    case 'disclosure-withdrawn': {
      const { reason } = event.data;
      const withdrawn = onLatest(document, (version) => ({
        ...version,
        withdrawnAt: at.time,
        withdrawalReason: reason,
      }));
      return { ...withdrawn, status: 'withdrawn' };
    }
    case 'disclosure-corrected':
      return { ...document, candidate: begin(event.data, at) };
    case 'disclosure-discarded':
      return { ...document, candidate: undefined, status: standing(document) };
    default: {
      const { candidate, versions } = document;
      if (candidate === undefined) return document;
      const next = evolveCandidate(candidate, event, at);
      // What is out decides the status; a correction shows in `candidate` alone.
      const status: Stage | DisclosureDocument['status'] = versions.length === 0 ? next.stage : document.status;
      return { ...document, candidate: next, status };
    }
  }
};

/** Key: the disclosure. All but the figures: status, procedure, versions with their times, postings, deadlines. */
export const disclosures: Projection<DisclosureDocument> = {
  name: 'publication-disclosures',
  version: 3,
  events: disclosureEventNames,
  indexes: [
    ['division', 'firstPublishedAt'],
    ['body', 'firstPublishedAt'],
    ['body', 'period'],
    ['body', 'to'],
    ['division', 'candidate.stage'],
    ['body', 'candidate.stage'],
  ],
  keys: (event) => [(event.data as { disclosure: string }).disclosure],
  evolve: (document, recorded) => {
    const event = { type: recorded.name, data: recorded.data } as DisclosureEvent;
    if (event.type === 'disclosure-drafted') return draft(event, recorded);
    return document && evolve(document, event, recorded);
  },
};
