export {
  ancestors,
  isDivisionCode,
  isWithin,
  kindOf,
  levelOf,
  levels,
  owesByDefault,
  parentOf,
  prefixOf,
  type Level,
  type UnitKind,
} from './code.ts';
export { compareLists, type EndedDivision, type ListChanges, type ListComparison } from './compare.ts';
export { createDivisionIndex, type Division, type DivisionIndex, type Successor } from './division.ts';
export {
  maxDivisionRows,
  maxFindings,
  parseDivisionList,
  parseDivisionRows,
  type DivisionList,
  type DivisionRows,
} from './list.ts';
export { initialsOf } from './pinyin.ts';
export { divisionRefusals } from './refusals.ts';
export { createDivisionSearch, maxMatches, type DivisionMatch, type DivisionSearch } from './search.ts';
export { queryTokens, searchTokens } from './tokens.ts';
