import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { officialsEn } from './texts.en.ts';
import { officialsZh } from './texts.zh.ts';

const folder = import.meta.dirname;
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(vue|ts)$/.test(file) && !/spec|texts/.test(file))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');
const used = [...new Set(sources.match(/officials(?:\.\w+)+(?=['"`])/g) ?? [])];

const at = (texts: unknown, path: string): unknown =>
  path
    .split('.')
    .slice(1)
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], texts);
const leaves = (texts: object, prefix: string): readonly string[] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${prefix}${key} ${value}`] : leaves(value as object, `${prefix}${key}.`),
  );
const placeholders = (text: string): readonly string[] => [...(text.match(/\{\w+\}/g) ?? [])].sort();

describe('the texts of the pages for officials', () => {
  it('are there for every key that a page names', () => {
    expect(used.length).toBeGreaterThan(300);
    expect(used.filter((key) => typeof at(officialsZh, key) !== 'string')).toEqual([]);
  });
  it('take the same parameters in both languages', () => {
    const [zh, en] = [leaves(officialsZh, ''), leaves(officialsEn, '')];
    expect(zh.map((line) => [line.split(' ')[0], placeholders(line)])).toEqual(
      en.map((line) => [line.split(' ')[0], placeholders(line)]),
    );
  });
  it('hold nothing that vue-i18n would take for its own syntax', () =>
    expect([...leaves(officialsZh, ''), ...leaves(officialsEn, '')].filter((line) => /[|@]/.test(line))).toEqual([]));
});
