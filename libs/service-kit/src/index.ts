export {
  commandInput,
  createProcedures,
  queryInput,
  type Authorisation,
  type CallContext,
  type Done,
  type Outcome,
  type ResolveCaller,
} from './procedures.ts';
