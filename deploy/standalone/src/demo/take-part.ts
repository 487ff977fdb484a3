import { done, type DemoSession } from './demo-session.ts';
import type { Seats } from './found-places.ts';
import { noticeBoardPicture } from './pictures.ts';
import { bodyOf, villages } from './places.ts';

/** A topic that is talked over, and a suggestion that was answered: what villagers do between the votes. */
export const takePart = async (demo: DemoSession, seats: Seats): Promise<void> => {
  const [village] = villages;
  if (village === undefined) throw new Error('the demo has no village');
  const body = bodyOf(village);
  const as = (account: string) => demo.as(account, seats.get(account)).consultation;
  const commandId = (step: string) => ({ commandId: demo.nextId(`${village.code} takes part: ${step}`) });

  await demo.at('2026-07-27', '19:20');
  const photo = { file: await demo.file('villager2', noticeBoardPicture(61)), name: '路口.png' };
  const { suggestion } = await done(
    as('villager2').suggestions.make({
      ...{ ...commandId('suggest'), body, open: true, photos: [photo] },
      title: '小学门口的斑马线看不清了',
      text: '放学时车多,斑马线磨没了,请重新划一下。',
    }),
  );
  await demo.settle();
  await demo.at('2026-07-28', '09:30');
  await done(
    as('clerk').suggestions.answer({
      ...{ ...commandId('answer'), suggestion },
      text: '已报镇交管站,下月上旬重划;村里先放了两个警示锥。',
    }),
  );
  await demo.at('2026-07-28', '18:00');
  await done(as('villager2').suggestions.settle({ ...commandId('settle'), suggestion }));
  await demo.settle();

  await demo.at('2026-07-28', '20:00');
  const { topic } = await done(
    as('villager2').topics.propose({
      ...{ ...commandId('propose'), body, matter: 'public-works', suggestion },
      title: '在小学门口装减速带',
      text: '划线之后车还是快。建议在校门两边各装一条减速带,费用约六千元。',
    }),
  );
  await done(as('villager').topics.support({ ...commandId('support'), topic }));
  const say = async (account: string, text: string, stance: 'for' | 'against' | 'none', parent?: string) => {
    const reply = parent === undefined ? {} : { parent };
    const { comment } = await done(
      as(account).comments.make({ ...commandId(`${account} says ${text}`), topic, text, stance, ...reply }),
    );
    return comment;
  };
  await demo.at('2026-07-29', '12:10');
  const doubt = await say('villager', '减速带夜里很响,住在边上的人睡不好,能不能装橡胶的?', 'against');
  await demo.at('2026-07-29', '21:40');
  await say('villager2', '可以,橡胶的贵八百元,我去问一下报价。', 'none', doubt);
  await demo.at('2026-07-30', '10:00');
  await say('chair', '镇里有校园安全的专项资金,可以申请一半。', 'none');
  await demo.at('2026-07-30', '16:00');
  await done(
    as('clerk').topics.summarise({
      ...{ ...commandId('summarise'), topic },
      text: '赞成:放学时车速快,有孩子差点被撞。反对或担心:夜间噪声。各方都接受橡胶减速带,并申请镇专项资金。',
    }),
  );
  await demo.settle();
};
