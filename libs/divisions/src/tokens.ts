import { syllablesOf } from './pinyin.ts';

/** Longer names are searched by their beginning. */
const maxTokenizedLength = 16;
/** Of a name whose characters have many readings. */
const maxVariants = 8;

const initialsVariants = (name: string): readonly string[] => {
  let variants = [''];
  for (const syllables of syllablesOf(name)) {
    const firsts = [...new Set(syllables.map((syllable) => syllable.slice(0, 1)))];
    if (firsts.length > 0)
      variants = variants.flatMap((before) => firsts.map((first) => before + first)).slice(0, maxVariants);
  }
  return variants;
};

const substrings = (text: string): readonly string[] =>
  Array.from({ length: text.length }, (_, from) =>
    Array.from({ length: text.length - from }, (_, length) => text.slice(from, from + length + 1)),
  ).flat();

const runs = (query: string): readonly string[] => query.toLowerCase().match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];

/**
 * What a read model indexes for a name: single characters, pairs of neighbours, and all runs of pinyin initials in
 * any reading. A query's `queryTokens` are among them where the name matches (three characters: where their pairs do).
 */
export const searchTokens = (name: string): readonly string[] => {
  const characters = [...name.toLowerCase()]
    .slice(0, maxTokenizedLength)
    .filter((c) => /[\p{Script=Han}a-z0-9]/u.test(c));
  const pairs = characters.slice(1).map((character, i) => `${characters[i] ?? ''}${character}`);
  return [...new Set([...characters, ...pairs, ...initialsVariants(characters.join('')).flatMap(substrings)])];
};

/** Every one of these must be among the tokens of a name. Empty where the query has nothing to search for. */
export const queryTokens = (query: string): readonly string[] =>
  runs(query).flatMap((run) => {
    if (/^[a-z0-9]/.test(run)) return [run];
    const characters = [...run];
    return characters.length === 1 ? characters : characters.slice(1).map((c, i) => `${characters[i] ?? ''}${c}`);
  });
