export {
  circleOf,
  resourceOfSubject,
  visitor,
  type Caller,
  type Office,
  type Residency,
  type Resource,
} from './caller.ts';
export { may } from './may.ts';
export { mayOpen, opensLater } from './may-open.ts';
export { permissions, type Action, type Reach, type Role } from './permissions.ts';
export { accounts, type AccessAccount } from './projections/accounts.ts';
export { actors, type Actor, type Span } from './projections/actors.ts';
export { bodies, resourceOf, resourcesOf, type AgencyContract, type Body } from './projections/bodies.ts';
export { offices, type AccessOffice } from './projections/offices.ts';
export { accessProjections } from './projections/index.ts';
export { accessRefusals } from './refusals.ts';
export { createCallerResolver, type CallerResolverOptions, type Claim } from './resolve-caller.ts';
