import { collectiveDisclosure, collectiveLaw, zhejiangCollectiveAssets } from './records/collective-law.ts';
import { countyDefaults } from './records/county-defaults.ts';
import { deliberations } from './records/deliberations.ts';
import { nationalRules } from './records/national.ts';
import { organicLaw2018, organicLaw2026 } from './records/organic-law.ts';
import { residentsLaw2018, residentsLaw2026 } from './records/residents-law.ts';
import { shandongRules, zhejiangRules } from './records/provinces.ts';
import { createRuleBook } from './rule-book.ts';
import type { Rule } from './rule.ts';

/** Every rule we hold. */
export const rules: readonly Rule[] = /* @__PURE__ */ [
  organicLaw2018,
  organicLaw2026,
  collectiveLaw,
  collectiveDisclosure,
  zhejiangCollectiveAssets,
  residentsLaw2018,
  residentsLaw2026,
  deliberations,
  nationalRules,
  zhejiangRules,
  shandongRules,
].flat();

/** The rules and county defaults that come with the product. A deployment with charters makes its own by `createRuleBook`. */
export const ruleBook = /* @__PURE__ */ createRuleBook(rules, countyDefaults);
