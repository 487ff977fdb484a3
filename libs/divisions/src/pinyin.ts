import { createRequire } from 'node:module';
import type * as PinyinPro from 'pinyin-pro';

const require = createRequire(import.meta.url);
let loaded: typeof PinyinPro | undefined;
/** Loaded where a name is read first: its dictionary takes some 10 MB of every thread, and most want no more than codes of this library. */
const pinyinPro = (): typeof PinyinPro => (loaded ??= require('pinyin-pro') as typeof PinyinPro);

/** Readings of a character without tones, ü as v; most likely first. A letter or digit reads as itself. */
const readings = new Map<string, readonly string[]>();
/** Distinct characters of place names are a few thousand; a hostile list shall not grow it for ever. */
const maxReadings = 30_000;

const readingsOf = (character: string): readonly string[] => {
  const known = readings.get(character);
  if (known !== undefined) return known;
  const found = /\p{Script=Han}/u.test(character)
    ? pinyinPro().pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true })
    : [character.toLowerCase()];
  const distinct = [...new Set(found.filter((syllable) => /^[a-z0-9]+$/.test(syllable)))];
  if (readings.size < maxReadings) readings.set(character, distinct);
  return distinct;
};

/** The likeliest pinyin initials of a name, as in 五马街道 → `wmjd`; what has no reading is left out. */
export const initialsOf = (name: string): string =>
  pinyinPro()
    .pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** All readings, a list for each character: 乐清 is `yue qing` to its people and `le qing` to a dictionary. */
export const syllablesOf = (name: string): readonly (readonly string[])[] => Array.from(name, readingsOf);
