import { findingText } from '../src/recount/finding.ts';
import { recount, type RecountOptions } from '../src/recount/index.ts';
import { ballot, loggedAs, openHistory, type Draft } from './village-history.ts';

export const named = (drafts: readonly Draft[], name: Draft['name'], nth = 0): Draft => {
  const found = drafts.filter((draft) => draft.name === name).at(nth);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};
export const before = (drafts: Draft[], next: Draft['name'], ...added: readonly Draft[]): void =>
  void drafts.splice(drafts.indexOf(named(drafts, next)), 0, ...added);
export const remove = (drafts: Draft[], draft: Draft): void => void drafts.splice(drafts.indexOf(draft), 1);
/** The same event, at another place of the log. */
export const move = (drafts: Draft[], draft: Draft, next: Draft['name'] | 'end'): void => {
  remove(drafts, draft);
  if (next === 'end') drafts.push(draft);
  else before(drafts, next, draft);
};

/** Codes that a recount finds, each once and with its level; and each can be told, with all that it says. */
export const found = async (
  tamper: (drafts: Draft[]) => void,
  history: readonly Draft[] = openHistory(),
  options: Partial<RecountOptions> = {},
): Promise<readonly string[]> => {
  const drafts = structuredClone(history) as Draft[];
  tamper(drafts);
  const { findings } = await recount(loggedAs(drafts), { ballot, ...options });
  for (const finding of findings)
    for (const language of ['zh', 'en'] as const) {
      const text = findingText(finding, language);
      if (/\{\w+\}/.test(text)) throw new Error(`${finding.code} does not say all: ${text}`);
    }
  return [...new Set(findings.map(({ code, level }) => (level === 'note' ? `note ${code}` : code)))];
};

/** What the log says that an issuer answered. */
export const issuedBy = (drafts: readonly Draft[], issuer: string) =>
  drafts
    .filter(({ name, data }) => name === 'token-granted' && data['issuer'] === issuer)
    .map(({ data }) => data as { person: string; request: string; signature: string })
    .map(({ person, request, signature }) => ({ person, request, signature }));
