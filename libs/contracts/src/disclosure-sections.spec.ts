import { describe, expect, it } from '@jest/globals';
import { disclosureGroups, itemKindsOf, specialMatters, type DisclosureGroup } from './disclosure-items.ts';
import { sectionRow } from './disclosure-content.ts';
import { sectionKinds, sectionSchemas } from './disclosure-sections.ts';

const groups: readonly DisclosureGroup[] = disclosureGroups;

describe('the items of the regulation', () => {
  it('are 44 in eight groups', () => {
    expect(groups).toHaveLength(8);
    const listed = groups.filter(({ group }) => group !== 'resources').flatMap(({ items }) => items);
    expect(listed).toHaveLength(44);
  });
  it('have codes of their own, which events can hold', () => {
    const codes = [...groups.flatMap(({ items }) => items), ...specialMatters].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[a-z][a-z-]{2,59}$/);
  });
  it('are found by their group', () => {
    expect(itemKindsOf('distribution').map(({ zh }) => zh)).toContain('成员分配数额');
    expect(itemKindsOf('other')).toEqual([]);
  });
});

describe('the sections', () => {
  it('cover each group that is not shown in the accounts', () => {
    const covered = new Set(sectionKinds.map((kind) => sectionSchemas[kind].group));
    const expected = groups.filter(({ shownIn }) => shownIn === 'sections').map(({ group }) => group);
    expect([...covered].sort()).toEqual([...expected].sort());
  });
  it.each(sectionKinds)('%s names what each row is, and has no column that a row can not hold', (kind) => {
    const { columns, hasTotal } = sectionSchemas[kind];
    const fields = columns.map(({ field }) => field);
    expect(columns[0]).toMatchObject({ field: 'item', required: true });
    expect(new Set(fields).size).toBe(fields.length);
    expect(Object.keys(sectionRow.shape)).toEqual(expect.arrayContaining(fields));
    if (hasTotal) expect(fields).toContain('amount');
  });
});
