import { isWithin, levels } from './code.ts';
import { createDivisionIndex, type Division } from './division.ts';
import { syllablesOf } from './pinyin.ts';

export interface DivisionMatch {
  readonly division: Division;
  /** Names from the province down to the division itself, to tell villages of one name apart. */
  readonly path: readonly string[];
}

export interface DivisionSearch {
  /**
   * By part of a name, by pinyin (initials, whole syllables or both: `wmjd`, `wuma`, `wumajd`) or by the first digits
   * of a code. Best first: whole names before beginnings before parts, larger units before smaller ones. Several
   * words must all match, in the name or in that of an ancestor (`瑞安 河头`). At most `limit`, by default 20 and never
   * more than `maxMatches`.
   */
  find(query: string, options?: { readonly limit?: number; readonly within?: string }): readonly DivisionMatch[];
}

export const maxMatches = 100;
const maxQueryLength = 40;
const maxWords = 4;

interface Entry {
  readonly division: Division;
  readonly name: string;
  readonly syllables: readonly (readonly string[])[];
  /** A bit for each letter with which a syllable begins: tells at once that most names do not match. */
  readonly letters: number;
}

/** Smaller is better; undefined where it does not match. */
type Score = number | undefined;

const bit = (letter: string): number => 1 << (letter.charCodeAt(0) - 97);

const entryOf = (division: Division): Entry => {
  const syllables = syllablesOf(division.name);
  let letters = 0;
  for (const syllable of syllables.flat()) if (/^[a-z]/.test(syllable)) letters |= bit(syllable);
  return { division, name: division.name.toLowerCase(), syllables, letters };
};

/** How many syllables `letters` covers from `at` on, each by its initial, whole or (the last one) in part; 0 for none. */
const covers = (syllables: Entry['syllables'], at: number, letters: string): number => {
  if (letters === '') return 0;
  const here = syllables[at] ?? [];
  if (here.some((syllable) => syllable.startsWith(letters))) return 1;
  const parts = new Set([...here, ...here.map((syllable) => syllable.slice(0, 1))]);
  for (const part of parts) {
    const rest = letters.startsWith(part) ? covers(syllables, at + 1, letters.slice(part.length)) : 0;
    if (rest > 0) return rest + 1;
  }
  return 0;
};

const scoreByLetters = ({ syllables, letters }: Entry, word: string): Score => {
  const first = bit(word);
  if ((letters & first) === 0) return undefined;
  for (let at = 0; at < syllables.length; at++) {
    const covered = covers(syllables, at, word);
    if (covered > 0) return at > 0 ? 2 : covered === syllables.length ? 0 : 1;
  }
  return undefined;
};

const scoreByName = ({ name }: Entry, word: string): Score => {
  const at = name.indexOf(word);
  if (at === -1) return undefined;
  return at > 0 ? 2 : name.length === word.length ? 0 : 1;
};

const scoreOf = (entry: Entry, word: string): Score => {
  if (/^\d+$/.test(word) && entry.division.code.startsWith(word)) return entry.division.code === word ? 0 : 1;
  return scoreByName(entry, word) ?? (/^[a-z]+$/.test(word) ? scoreByLetters(entry, word) : undefined);
};

const compare = (a: { entry: Entry; score: number }, b: { entry: Entry; score: number }): number =>
  a.score - b.score ||
  levels.indexOf(a.entry.division.level) - levels.indexOf(b.entry.division.level) ||
  a.entry.name.length - b.entry.name.length ||
  (a.entry.division.code < b.entry.division.code ? -1 : 1);

export const createDivisionSearch = (divisions: readonly Division[]): DivisionSearch => {
  const index = createDivisionIndex(divisions);
  const entries = divisions.map(entryOf);
  const byCode = new Map(entries.map((entry) => [entry.division.code, entry]));

  /** The last word is that of the division itself, or (in another order) of an ancestor. */
  const scoreWords = (entry: Entry, words: readonly string[]): Score => {
    let best: Score;
    let elsewhere = 0;
    for (const word of words) {
      const own = scoreOf(entry, word);
      if (own !== undefined) best = Math.min(best ?? own, own);
      else if (!hasAncestor(entry, word)) return undefined;
      else elsewhere++;
    }
    return best === undefined ? undefined : best + elsewhere / 10;
  };
  const hasAncestor = (entry: Entry, word: string): boolean => {
    let above = byCode.get(entry.division.parent ?? '');
    for (let step = 0; above !== undefined && step < levels.length; step++) {
      if (scoreOf(above, word) !== undefined) return true;
      above = byCode.get(above.division.parent ?? '');
    }
    return false;
  };

  return {
    find: (query, { limit = 20, within } = {}) => {
      const words = query.slice(0, maxQueryLength).toLowerCase().split(/\s+/u).filter(Boolean).slice(0, maxWords);
      if (words.length === 0) return [];
      const found: { entry: Entry; score: number }[] = [];
      for (const entry of entries) {
        if (within !== undefined && !isWithin(entry.division.code, within)) continue;
        const score = scoreWords(entry, words);
        if (score !== undefined) found.push({ entry, score });
      }
      return found
        .sort(compare)
        .slice(0, Math.min(limit, maxMatches))
        .map(({ entry: { division } }) => ({ division, path: index.path(division.code) }));
    },
  };
};
