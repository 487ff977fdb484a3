import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { consultationEn } from '../src/consultation/texts.en.ts';
import { consultationZh } from '../src/consultation/texts.zh.ts';
import { en } from '../src/i18n/en.ts';
import { zh } from '../src/i18n/zh.ts';
import { integratorsEn } from '../src/integrators/texts.en.ts';
import { integratorsZh } from '../src/integrators/texts.zh.ts';
import { officialsZh } from '../src/officials/texts.zh.ts';
import { verifyEn } from '../src/verify/texts.en.ts';
import { verifyZh } from '../src/verify/texts.zh.ts';
import { villagerEn } from '../src/villager/texts.en.ts';
import { villagerZh } from '../src/villager/texts.zh.ts';

const leaves = (texts: object, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]: [string, unknown]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof value === 'object' && value !== null ? leaves(value, at) : [[at, String(value)] as [string, string]];
  });
const chinese = new Map(
  leaves({ ...zh, integrators: integratorsZh, villager: villagerZh, consultation: consultationZh, verify: verifyZh }),
);
const english = new Map(
  leaves({ ...en, integrators: integratorsEn, villager: villagerEn, consultation: consultationEn, verify: verifyEn }),
);
/** Of forms that both areas use; officials/texts.spec.ts looks at the others. */
const ofOfficials = new Set(leaves({ officials: officialsZh }).map(([key]) => key));
const placeholders = (text = '') => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('texts', () => {
  it('have the same placeholders in both languages', () => {
    const differing = [...chinese].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key)).join(),
    );
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('hold no sign that the message format takes for its own', () => {
    const special = [...chinese, ...english].filter(([, text]) => /[@|]|\{\{/.test(text));
    expect(special.map(([key]) => key)).toEqual([]);
  });

  it('exist for every key that a villager’s page says literally', () => {
    const files = globSync(
      `${import.meta.dirname}/../src/{villager,shell,components,verify,consultation,suggestions,integrators}/**/*.{vue,ts}`,
    );
    const said = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\$?\bt\(\s*'([\w.-]+)'/g)].map(([, key]) => key ?? ''),
    );
    expect(said.length).toBeGreaterThan(100);
    expect([...new Set(said)].filter((key) => !chinese.has(key) && !ofOfficials.has(key))).toEqual([]);
  });
});
