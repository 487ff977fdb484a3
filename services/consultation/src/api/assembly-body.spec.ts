import type { BodyKind } from '@cunjian/contracts';
import { expect, it } from '@jest/globals';
import { collective, committee, openConsultation, settle, village } from '../../test/harness.ts';
import { bodyOfAssembly } from './assembly-body.ts';

const delegates = `${village}-de`;
const groupCollective = `${village}-gco-1`;

it('gives the delegates of a village to its collective, and to no collective of a group', async () => {
  const harness = await openConsultation();
  try {
    await settle(harness);
    const establish = (body: string, kind: BodyKind) =>
      harness.register(`body-${body}`, village, body, {
        type: 'body-established',
        data: {
          ...{ body, kind, name: body, division: village, predecessors: [], from: '2020-01-01' },
          ...{ owesDisclosure: false, noticeBoards: [] },
        },
      });
    await establish(delegates, 'delegates');
    await establish(groupCollective, 'group-collective');
    await harness.catchUp();
    const rollFor = (body: string, assembly: 'collective-delegates' | 'collective-members') =>
      bodyOfAssembly(harness.consultation, assembly, { division: village, body });
    expect(await rollFor(collective, 'collective-delegates')).toBe(delegates);
    expect(await rollFor(groupCollective, 'collective-delegates')).toBe(undefined);
    expect(await rollFor(groupCollective, 'collective-members')).toBe(groupCollective);
    expect(await bodyOfAssembly(harness.consultation, 'representatives', { division: village, body: committee })).toBe(
      `${village}-vr`,
    );
  } finally {
    await harness.close();
  }
});
