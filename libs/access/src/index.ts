export { visitor, type Caller, type Office, type Residency, type Resource } from './caller.ts';
export { may } from './may.ts';
export { permissions, type Action, type Reach, type Role } from './permissions.ts';
