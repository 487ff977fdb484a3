import { holdsCodes, termOf, type RefusalTexts } from '@cunjian/contracts';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readCatalogues } from '../src/refusal-catalogues.ts';
import { readFilledParams, type FilledParam } from './refusal-params.ts';

// The compiler reads the whole house.
jest.setTimeout(300_000);

const texts = Object.assign({}, ...(await readCatalogues()).map((catalogue) => catalogue.texts)) as RefusalTexts;
const languages = ['zh', 'en'] as const;

/** What stands so in a file or in a request, and is looked for there. */
const asTheyStand = new Set([
  'divisions.missing-column column',
  'residents.missing-column column',
  'query.bad-page-size argument',
  'secret-ballot.malformed at',
]);

const shows = ({ code, name }: FilledParam): boolean => {
  const { zh, en, remedy, remedyZh } = texts[code] ?? { zh: '', en: '', remedy: '', remedyZh: '' };
  return [zh, en, remedy, remedyZh].some((text) => text.includes(`{${name}}`));
};
const place = ({ code, name, at }: FilledParam): string => `${code} {${name}} ${at}`;

let shown: readonly FilledParam[] = [];
beforeAll(() => {
  shown = readFilledParams(texts).filter(shows);
});

describe('what fills the text of a refusal', () => {
  it('is found throughout the house', () => {
    expect(shown.length).toBeGreaterThan(200);
    expect(shown.find(({ code, name }) => code === 'disclosure.step-taken' && name === 'step')?.codes).toContain(
      'joint-meeting',
    );
  });

  it('is a word of either language, and no code', () => {
    const unnamed = shown
      // A name in one language, given as such.
      .filter(({ code, name }) => !/(Zh|En)$/.test(name) && !asTheyStand.has(`${code} ${name}`))
      .flatMap((param) =>
        param.codes
          .filter((value) => languages.some((language) => termOf(param.name, value, language) === undefined))
          .map((value) => `${place(param)}: ${value}`),
      );
    expect(unnamed).toEqual([]);
  });

  it('is nothing but codes with names, where the parameter holds codes', () => {
    expect(shown.filter(({ name, open }) => open && holdsCodes(name)).map(place)).toEqual([]);
  });
});
