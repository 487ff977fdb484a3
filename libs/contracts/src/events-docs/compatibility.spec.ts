import { describe, expect, it } from '@jest/globals';
import { incompatibilities } from './compatibility.ts';

const before = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 10 },
    kind: { enum: ['a', 'b'] },
    lines: { type: 'array', items: { type: 'object', properties: { fen: { type: 'integer' } }, required: ['fen'] } },
    note: { type: 'string' },
  },
  required: ['name', 'kind', 'lines'],
} as const;
const { properties } = before;
const line = properties.lines.items;

describe('within a version a schema', () => {
  it.each([
    ['stays as it is', before],
    ['gains an optional field', { ...before, properties: { ...properties, extra: { type: 'string' } } }],
    [
      'gains an optional field further down',
      {
        ...before,
        properties: {
          ...properties,
          lines: { ...properties.lines, items: { ...line, properties: { ...line.properties, memo: {} } } },
        },
      },
    ],
    ['is described otherwise', { ...before, description: 'new words', title: 'too' }],
    ['names what is required in another order', { ...before, required: ['lines', 'name', 'kind'] }],
  ])('%s', (_, after) => expect(incompatibilities(before, after)).toEqual([]));

  it.each([
    ['lose a field', { ...before, properties: { name: properties.name } }, '#/note is gone'],
    [
      'gain a field that must be there',
      { ...before, properties: { ...properties, extra: {} }, required: [...before.required, 'extra'] },
      '#/extra must be there now',
    ],
    ['make a field required', { ...before, required: [...before.required, 'note'] }, '#/note must be there now'],
    ['make a field optional', { ...before, required: ['name', 'kind'] }, '#/lines may be absent now'],
    [
      'change a type',
      { ...before, properties: { ...properties, note: { type: 'integer' } } },
      '#/note/type was "string" and is "integer"',
    ],
    [
      'change a limit',
      { ...before, properties: { ...properties, name: { type: 'string', maxLength: 20 } } },
      '#/name/maxLength was 10 and is 20',
    ],
    ['gain a limit', { ...before, properties: { ...properties, note: { type: 'string', minLength: 1 } } }, 'minLength'],
    [
      'change what there is to choose from',
      { ...before, properties: { ...properties, kind: { enum: ['a'] } } },
      'enum',
    ],
    ['be closed', { ...before, additionalProperties: false }, '# has gained additionalProperties'],
    [
      'change further down',
      { ...before, properties: { ...properties, lines: { type: 'array', items: { ...line, required: [] } } } },
      '#/lines/items/fen may be absent now',
    ],
  ])('may not %s', (_, after, said) => {
    expect(incompatibilities(before, after).join('\n')).toContain(said);
  });
});
