export { away, isAway, type Away } from './away.ts';
export { canonicalJson } from './canonical-json.ts';
export { isCanonicalJson } from './is-canonical-json.ts';
export { fold, unreachable, type Decider, type DomainEvent } from './decider.ts';
export type { Clock, Random } from './ports.ts';
export { isRefused, refuse, refuseAll, type Refusal, type Refused } from './refusal.ts';
