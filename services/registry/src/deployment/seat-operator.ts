import { nationalDivision, type Audience } from '@cunjian/contracts';
import { isRefused, type Decider, type DomainEvent, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { accountStream } from '../account/account-stream.ts';
import { accountDecider } from '../account/decide.ts';
import { bodyId } from '../body/body-id.ts';
import { bodyDecider } from '../body/decide.ts';
import { officesDecider } from '../offices/decide.ts';
import type { SeatOperator } from '../reactions/seat-operator.ts';
import type { Registry } from '../registry-context.ts';

const body = bodyId('government', nationalDivision);
/** The operator's office has no term; another operator is given office by the first. */
const withoutTerm = '9999-12-31';

/**
 * The operator's body, office and account. May be called again after a crash: each part is there already then, and a
 * binding that was revoked since stays revoked, as its command was carried out before.
 */
export const seatTheOperator = async (
  { runtime, ids }: Registry,
  { account, office, from }: SeatOperator,
  { actor, correlationId }: Pick<DispatchedCommand, 'actor' | 'correlationId'>,
): Promise<'done' | Refused> => {
  const run = <Command, State, Event extends DomainEvent>(
    stream: string,
    decider: Decider<Command, State, Event>,
    command: Command,
    audience: Audience,
  ) => {
    const meta = {
      // The body is the same for all operators, and is established once.
      commandId: stream.startsWith('body-') ? ids.uuid('founding', stream) : ids.uuid('founding', stream, account),
      actor,
      correlationId,
      division: nationalDivision,
      audience,
    };
    return runtime.handle({ stream, decider, command, meta });
  };
  const person = ids.personBy('operator', account);
  const steps = [
    () =>
      run(
        `body-${body}`,
        bodyDecider,
        {
          kind: 'establish',
          level: 'nation',
          body: {
            body,
            kind: 'government',
            name: '存鉴系统运维',
            division: nationalDivision,
            predecessors: [],
            noticeBoards: [],
            owesDisclosure: false,
            from,
          },
        },
        'public',
      ),
    () =>
      run(
        `offices-${body}`,
        officesDecider,
        {
          kind: 'give',
          bodyKind: 'government',
          office: {
            office,
            kind: 'operator',
            body,
            division: nationalDivision,
            person,
            from,
            to: withoutTerm,
          },
          heldElsewhere: [],
          relatives: [],
          incompatibilities: [],
        },
        'public',
      ),
    () =>
      run(
        accountStream(account),
        accountDecider,
        { kind: 'bind', binding: { account, person, method: 'founding', officers: [] } },
        'parties',
      ),
  ];
  for (const step of steps) {
    const handled = await step();
    if (isRefused(handled)) return handled;
  }
  return 'done';
};
