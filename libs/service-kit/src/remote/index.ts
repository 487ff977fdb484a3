export { createRemoteService, type RemoteService, type RemoteServiceOptions } from './remote-caller.ts';
export { serveProcedures, type ServeProceduresOptions } from './serve-procedures.ts';
export {
  createServiceIdentity,
  NotVouchedFor,
  type ServiceIdentity,
  type ServiceIdentityOptions,
} from './service-token.ts';
