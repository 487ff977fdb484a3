/**
 * Everything that a span may say. Traces leave the deployment for a collector that villagers have not agreed to, so none of
 * it is about a person: no account, office, name, division, stream, path with an id in it, message of an error.
 */
export interface SpanAttributes {
  /** Names the request in logs, events and traces. */
  readonly 'cunjian.correlationid'?: string;
  readonly 'http.request.method'?: string;
  /** A route as the code has it, never the path that was asked for. */
  readonly 'http.route'?: string;
  readonly 'http.response.status_code'?: number;
  readonly 'rpc.service'?: string;
  /** Procedures, by their names in the code. */
  readonly 'rpc.method'?: string;
  /** What stands before the first hyphen of a stream's name. */
  readonly 'cunjian.aggregate'?: string;
  readonly 'cunjian.sink'?: string;
  readonly 'cunjian.events'?: number;
  readonly 'cunjian.repeated'?: boolean;
  /** Code of a refusal. */
  readonly 'cunjian.refused'?: string;
  /** A code, or the name of an error's class. */
  readonly 'error.type'?: string;
}

/** The same as a list, for whoever checks what was sent. */
export const spanAttributeNames: Readonly<Record<keyof SpanAttributes, true>> = {
  'cunjian.correlationid': true,
  'http.request.method': true,
  'http.route': true,
  'http.response.status_code': true,
  'rpc.service': true,
  'rpc.method': true,
  'cunjian.aggregate': true,
  'cunjian.sink': true,
  'cunjian.events': true,
  'cunjian.repeated': true,
  'cunjian.refused': true,
  'error.type': true,
};
