import type { DisclosureDocument, PublishedVersion } from './disclosure-document.ts';
import type { NoticeDocument, NoticeVersion } from './notices.ts';
import type { ObjectionDocument } from './objections.ts';

const upTo = <Value extends string>(at: Value | undefined, instant: string): Value | undefined =>
  at !== undefined && at <= instant ? at : undefined;

const hasBegun = ({ procedure, postings }: PublishedVersion, instant: string): boolean =>
  procedure.objection.countsFrom === 'publication' || postings.some(({ postedAt }) => postedAt <= instant);

const versionAsOf = (version: PublishedVersion, instant: string): PublishedVersion => ({
  ...version,
  supersededAt: upTo(version.supersededAt, instant),
  withdrawnAt: upTo(version.withdrawnAt, instant),
  withdrawalReason: upTo(version.withdrawnAt, instant) === undefined ? undefined : version.withdrawalReason,
  windowClosedAt: upTo(version.windowClosedAt, instant),
  postings: version.postings.filter(({ postedAt }) => postedAt <= instant),
  steps: version.steps.filter(({ at }) => at <= instant),
  objectionsDue: hasBegun(version, instant) ? version.objectionsDue : undefined,
});

/**
 * What readers saw of a disclosure at that instant (RFC 3339, UTC with milliseconds, as events have it); undefined
 * where nothing of it was out. Drafts have no past.
 */
export const disclosureAsOf = (document: DisclosureDocument, instant: string): DisclosureDocument | undefined => {
  const versions = document.versions
    .filter(({ publishedAt }) => publishedAt <= instant)
    .map((version) => versionAsOf(version, instant));
  const latest = versions.at(-1);
  if (latest === undefined) return undefined;
  const status = latest.withdrawnAt === undefined ? 'published' : 'withdrawn';
  return { ...document, versions, status, candidate: undefined };
};

/** As `disclosureAsOf`. */
export const noticeAsOf = (document: NoticeDocument, instant: string): NoticeDocument | undefined => {
  const versions = document.versions
    .filter(({ publishedAt }) => publishedAt <= instant)
    .map((version): NoticeVersion => ({ ...version, supersededAt: upTo(version.supersededAt, instant) }));
  if (versions.length === 0) return undefined;
  const withdrawnAt = upTo(document.withdrawnAt, instant);
  return {
    ...document,
    versions,
    draft: undefined,
    status: withdrawnAt === undefined ? 'published' : 'withdrawn',
    withdrawnAt,
    withdrawalReason: withdrawnAt === undefined ? undefined : document.withdrawalReason,
  };
};

/** As `disclosureAsOf`: nobody waits for anybody's answer in the past. */
export const objectionAsOf = (document: ObjectionDocument, instant: string): ObjectionDocument | undefined => {
  const states = document.states.filter(({ at }) => at <= instant);
  const then = states.at(-1);
  if (then === undefined) return undefined;
  const { status, level, due, escalationDue } = then;
  return {
    ...document,
    ...{ states, status, level, due, escalationDue },
    waitsFor: undefined,
    answers: document.answers.filter(({ at }) => at <= instant),
    papers: document.papers.filter(({ at }) => at <= instant),
  };
};
