import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readCatalogues, readSourceCodes } from '../src/refusal-catalogues.ts';
import { refusalsDocument, refusalsFile } from '../src/refusals-doc.ts';

const catalogues = await readCatalogues();
const texts = Object.assign(
  {},
  ...catalogues.map((catalogue) => catalogue.texts),
) as (typeof catalogues)[number]['texts'];
const { refused, mentions } = readSourceCodes();
const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

describe('refusals', () => {
  it('have a text wherever the sources refuse', () => {
    expect(refused.length).toBeGreaterThan(50);
    expect(refused.filter(({ code }) => texts[code] === undefined)).toEqual([]);
  });

  it('are described only where something refuses', () => {
    expect(Object.keys(texts).filter((code) => !mentions(code))).toEqual([]);
  });

  it('say the same in both languages: where one names a value, the other does', () => {
    const differing = Object.entries(texts).filter(([, { zh, en }]) => {
      const [inZh, inEn] = [zh, en].map(
        (text) => new Set(placeholders(text).map((name) => name.replace(/(Zh|En)$/, ''))),
      );
      return inZh?.symmetricDifference(inEn ?? new Set()).size !== 0;
    });
    expect(differing.map(([code]) => code)).toEqual([]);
  });

  it('stand in docs/refusals.md as they are (else: node deploy/standalone/src/refusals-doc.ts)', async () => {
    expect(readFileSync(refusalsFile, 'utf8')).toBe(await refusalsDocument(catalogues));
  });
});
