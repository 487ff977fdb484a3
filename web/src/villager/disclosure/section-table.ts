import { disclosureGroups } from '@cunjian/contracts/disclosure-items';
import { sectionSchemas, type SectionColumn, type SectionSchema } from '@cunjian/contracts/disclosure-sections';
import { yuan } from '../../money.ts';
import type { Language } from '../../preferences.ts';
import type { OtherRow, OtherSection } from './queries.ts';

const itemNames = new Map(disclosureGroups.flatMap(({ items }) => items.map((one) => [one.code, one] as const)));
/** The regulation's item by its code, as in 财政补助收入; the code itself where it is none that this page knows. */
export const itemName = (code: string, language: Language): string => itemNames.get(code)?.[language] ?? code;

export interface ShownColumn {
  readonly field: SectionColumn['field'];
  readonly label: string;
  readonly isNumber: boolean;
  /** A person's or unit's name: on a board it is masked. */
  readonly isName: boolean;
}

const schemas: Readonly<Record<string, SectionSchema | undefined>> = sectionSchemas;
const schemaOf = (kind: string): SectionSchema => schemas[kind.toLowerCase()] ?? sectionSchemas.other;

const labelOf = ({ unit, ...names }: SectionColumn, language: Language): string => {
  if (unit === undefined) return names[language];
  if (language === 'zh') return `${names.zh}（${unit}）`;
  return `${names.en} (${unit === '元' ? 'yuan' : 'mu'})`;
};

/** The columns of the section's form: those that a row must have, and of the others those in which any row has something. */
export const shownColumns = ({ kind, rows }: OtherSection, language: Language): readonly ShownColumn[] =>
  schemaOf(kind)
    .columns.filter(({ field, required }) => required || rows.some((row) => row[field] !== null))
    .map((column) => ({
      field: column.field,
      label: labelOf(column, language),
      isNumber: column.type === 'amount',
      isName: column.type === 'name',
    }));

/** What a cell shows, amounts in yuan; undefined where there is nothing. `erased` stands for an item without its text. */
export const cellOf = (
  row: OtherRow,
  field: SectionColumn['field'],
  language: Language,
  erased: string,
): string | undefined => {
  const value = row[field];
  if (field !== 'item') return typeof value === 'number' ? yuan(value) : (value ?? undefined);
  const item = row.item ?? erased;
  const name = row.itemKind === null ? item : itemName(row.itemKind, language);
  return name === item ? item : language === 'zh' ? `${item}（${name}）` : `${item} (${name})`;
};

/** A row in words, without the item: 期初余额（元）500.00 · 本期减少（元）100.00. */
export const restOfRow = (
  kind: string,
  row: OtherRow,
  language: Language,
): readonly { label: string; value: string }[] =>
  shownColumns({ kind, rows: [row], total: null }, language).flatMap(({ field, label }) => {
    const value = field === 'item' ? undefined : cellOf(row, field, language, '');
    return value === undefined ? [] : [{ label, value }];
  });
