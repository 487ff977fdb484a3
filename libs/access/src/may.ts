import { isWithin } from '@cunjian/divisions';
import { isCollective } from '@cunjian/contracts';
import type { Caller, Resource } from './caller.ts';
import { permissions, type Action, type Reach, type Role } from './permissions.ts';

const collective = ({ bodyKind }: Resource): boolean => isCollective(bodyKind);

/** One entry per reach: whether it covers the resource for this caller. The right follows the legal body. */
const covers: Readonly<Record<Reach, (caller: Caller, resource: Resource) => boolean>> = {
  anywhere: () => true,
  self: (caller, resource) => caller.person !== undefined && caller.person === resource.person,
  'own-village': (caller, resource) =>
    !collective(resource) && caller.residencies.some((residency) => residency.division === resource.division),
  'own-body': (caller, resource) =>
    resource.body !== undefined &&
    (caller.acting === undefined ? caller.memberships.includes(resource.body) : caller.acting.body === resource.body),
  contracted: (caller, resource) => resource.body !== undefined && caller.contracted.includes(resource.body),
  village: (caller, resource) =>
    caller.acting !== undefined &&
    caller.acting.division === resource.division &&
    (!collective(resource) || caller.acting.body === resource.body),
  division: (caller, resource) => caller.acting !== undefined && isWithin(resource.division, caller.acting.division),
};

/** Everyone is `anyone`; who acts in an office is that and nothing else, so that offices never add up by accident. */
const rolesOf = (caller: Caller): readonly Role[] => {
  const roles: Role[] = ['anyone'];
  if (caller.person !== undefined) roles.push('person');
  if (caller.acting !== undefined) roles.push(caller.acting.kind);
  else {
    if (caller.residencies.length > 0) roles.push('resident');
    if (caller.memberships.length > 0) roles.push('member');
  }
  return roles;
};

/** Denied by default: true only where a role of the caller has a reach for the action that covers the resource. */
export const may = (caller: Caller, action: Action, resource: Resource): boolean => {
  const reaches: Partial<Record<Role, Reach>> = permissions[action];
  return rolesOf(caller).some((role) => {
    const reach = reaches[role];
    return reach !== undefined && covers[reach](caller, resource);
  });
};
