import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { starHeight } from './star-height.ts';

const root = resolve(import.meta.dirname, '../..');
/** What a request may come through. */
const sources = globSync(['gateway/src/**/*.ts', 'services/*/src/**/*.ts', 'libs/*/src/**/*.ts'], { cwd: root });

interface Literal {
  readonly file: string;
  readonly pattern: string;
}

const literalsIn = (file: string): readonly Literal[] => {
  const found: Literal[] = [];
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node))
      found.push({ file, pattern: node.text.slice(1, node.text.lastIndexOf('/')) });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

/**
 * Looked at one by one: each round of the repetition begins with a sign that nothing before it can match, so there is
 * one way only to cut a text into rounds.
 */
const unambiguous: ReadonlySet<string> = new Set([String.raw`^<[^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*>`]);

describe('a regular expression never takes a time that multiplies with the text', () => {
  // A repetition within a repetition is what makes a backtracking matcher try every way to cut a text into pieces.
  it('for none repeats without end what itself repeats without end', () => {
    const literals = sources.filter((file) => !file.endsWith('.spec.ts')).flatMap(literalsIn);
    expect(literals.length).toBeGreaterThan(100);
    expect(literals.filter(({ pattern }) => starHeight(pattern) > 1 && !unambiguous.has(pattern))).toEqual([]);
  });

  it.each([
    ['^a+$', 1],
    ['(a+)+', 2],
    ['^(?:[a-z]+-?)*$', 2],
    ['(?:a{2,})*', 2],
    ['(a{1,3})+', 1],
    ['[(a+)+]*', 1],
    ['\\(a+\\)+', 1],
    ['(?<year>\\d+)(?=x*)', 1],
    ['(a?)*?', 1],
    ['((a|b+)c)+?', 2],
    ['x', 0],
  ])('%s has height %i', (pattern, height) => {
    expect(starHeight(pattern)).toBe(height);
  });
});
