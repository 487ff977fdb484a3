import { rules } from '@cunjian/statutes';

/** The records of these rules, every version, so that an auditor reads in a few years what was in force. */
export const ruleRecords = (ids: ReadonlySet<string>): readonly unknown[] => rules.filter(({ id }) => ids.has(id));
