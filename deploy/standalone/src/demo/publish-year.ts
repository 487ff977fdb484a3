import { booksOf, quarters, type Quarter } from './books.ts';
import { done, type DemoSession } from './demo-session.ts';
import type { Seats } from './found-places.ts';
import { peopleOf } from './people.ts';
import { noticeBoardPicture } from './pictures.ts';
import { bodyOf, villages, type DemoVillage } from './places.ts';
import { seededInteger } from './seeded.ts';

/** A village whose cadres can't sign in has its steps taken by those who act in it all the same: it stays a draft. */
const accountsOf = (village: DemoVillage) => ({
  chair: 'chair',
  clerk: 'clerk',
  supervision: 'supervisor',
  ...village.accounts,
});

const contentOf = (
  village: DemoVillage,
  quarter: Quarter,
  changed?: { readonly date: string; readonly voucher: string; readonly payment: number },
) => {
  const people = peopleOf(village, 30);
  const [handler, witness, approver] = [people[6]?.name, people[15]?.name, people[3]?.name];
  return {
    accounts: booksOf(village, quarter).map(({ account, opening, lines, closing }) => ({
      account,
      book: '村委会账',
      opening,
      closing,
      lines: lines.map((line) => ({
        ...line,
        // Voucher numbers restart each month.
        ...(line.voucher === changed?.voucher && line.date === changed.date ? { payment: changed.payment } : {}),
        entry: 1,
        handler,
        witness,
        approver,
      })),
    })),
    sections: [
      {
        kind: 'assets' as const,
        rows: [
          { item: '村办公楼', quantity: '1幢', amount: 186_000_000 },
          { item: '文化礼堂', quantity: '1座', amount: 92_400_000 },
        ],
      },
      {
        kind: 'claims' as const,
        rows: [
          {
            item: '应收店面租金',
            amount: seededInteger(`${village.code} claims ${quarter.period}`, 2, 12) * 100_000,
            counterparty: '岩头供销合作社',
          },
        ],
      },
    ],
  };
};

const day = (quarter: Quarter, of: number): string => {
  const month = quarter.quarter * 3 + 1;
  const [year, shown] = month > 12 ? [quarter.year + 1, month - 12] : [quarter.year, month];
  return `${year}-${String(shown).padStart(2, '0')}-${String(of).padStart(2, '0')}`;
};
const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** From draft to the notice board, with the review, the meeting and the photo. */
const disclose = async (
  demo: DemoSession,
  seats: Seats,
  village: DemoVillage,
  quarter: Quarter,
  i: number,
): Promise<string> => {
  const { chair, clerk, supervision } = accountsOf(village);
  const as = (account: string) => demo.as(account, seats.get(account)).publication.disclosures;
  const id = (step: string) => demo.nextId(`${village.code} ${quarter.period} ${step}`);
  const time = (hour: number) => `${String(hour).padStart(2, '0')}:${String(10 + i * 7)}`;

  await demo.at(day(quarter, 5), time(9));
  const { disclosure } = await done(
    as('accountant').draft({
      commandId: id('draft'),
      body: bodyOf(village),
      period: quarter.period,
      content: contentOf(village, quarter),
    }),
  );
  await demo.at(day(quarter, 6), time(10));
  await done(as(chair).confirm({ commandId: id('confirm'), disclosure }));
  await done(as('accountant').submit({ commandId: id('submit'), disclosure }));
  await demo.at(day(quarter, 8), time(14));
  await done(
    as(supervision).giveOpinion({
      commandId: id('opinion'),
      disclosure,
      verdict: 'approve',
      reasons: '经查阅凭证,收支属实,同意公开。',
    }),
  );
  await demo.at(day(quarter, 9), time(19));
  await done(
    as(clerk).recordMeeting({ commandId: id('meeting'), disclosure, heldOn: day(quarter, 9), present: 5 + i }),
  );
  await demo.at(day(quarter, 10), time(9));
  await done(as(clerk).publish({ commandId: id('publish'), disclosure }));
  await demo.at(day(quarter, 10), time(15));
  const photo = await demo.file(clerk, noticeBoardPicture(i * 11 + quarter.quarter));
  for (const [n, place] of village.boards.entries())
    await done(
      as(clerk).post({
        commandId: id(`post ${n}`),
        disclosure,
        place,
        from: day(quarter, 10),
        to: plusDays(day(quarter, 10), 10),
        photo: { file: photo, name: `${village.name}张贴照片.png` },
      }),
    );
  return disclosure;
};

/** An item is asked about, found wrong and corrected: what the page compares. */
const correctOne = async (
  demo: DemoSession,
  seats: Seats,
  village: DemoVillage,
  quarter: Quarter,
  disclosure: string,
): Promise<void> => {
  const { chair, clerk, supervision } = accountsOf(village);
  const publication = (account: string) => demo.as(account, seats.get(account)).publication;
  const id = (step: string) => demo.nextId(`${village.code} correction ${step}`);
  const [bank] = booksOf(village, quarter);
  const wrong = bank?.lines.find(({ payment }) => payment > 0);
  if (bank === undefined || wrong === undefined) throw new Error('the demo has nothing to correct');

  await demo.at(day(quarter, 12), '20:10');
  const { objection } = await done(
    publication('villager').objections.raise({
      commandId: id('object'),
      disclosure,
      kind: 'objection',
      text: `${wrong.voucher}号凭证与我看到的合同金额不一致,请说明。`,
    }),
  );
  await demo.at(day(quarter, 14), '09:30');
  await done(
    publication(clerk).objections.answer({
      commandId: id('answer'),
      objection,
      text: '经核对,该笔确有误记,将更正后重新公开。谢谢提醒。',
    }),
  );
  await demo.at(day(quarter, 15), '09:00');
  const content = contentOf(village, quarter, { ...wrong, payment: wrong.payment - 5_000 });
  const accounts = content.accounts.map((account, n) =>
    n === 0 ? { ...account, difference: { amount: 5_000, explanation: '多付50元已退回村账,下季入账。' } } : account,
  );
  const disclosures = (account: string) => publication(account).disclosures;
  await done(
    disclosures('accountant').correct({
      commandId: id('correct'),
      disclosure,
      reason: `${wrong.voucher}号凭证多记50元,据合同更正。`,
      content: { ...content, accounts },
    }),
  );
  await done(disclosures(chair).confirm({ commandId: id('confirm'), disclosure }));
  await done(disclosures('accountant').submit({ commandId: id('submit'), disclosure }));
  await demo.at(day(quarter, 16), '15:00');
  await done(
    disclosures(supervision).giveOpinion({
      commandId: id('opinion'),
      disclosure,
      verdict: 'approve',
      reasons: '更正有据,同意。',
    }),
  );
  await done(
    disclosures(clerk).recordMeeting({ commandId: id('meeting'), disclosure, heldOn: day(quarter, 16), present: 6 }),
  );
  await done(disclosures(clerk).publish({ commandId: id('publish'), disclosure }));
  const photo = await demo.file(clerk, noticeBoardPicture(77));
  for (const [n, place] of village.boards.entries())
    await done(
      disclosures(clerk).post({
        commandId: id(`post ${n}`),
        disclosure,
        place,
        from: day(quarter, 16),
        to: plusDays(day(quarter, 16), 10),
        photo: { file: photo, name: '更正后张贴.png' },
      }),
    );
  await demo.settle();
  await done(publication('villager').objections.accept({ commandId: id('accept'), objection }));
};

/** The year before the quarter that is left to whoever tries the system. */
export const publishYear = async (
  demo: DemoSession,
  seats: Seats,
  report: (line: string) => void,
  /** What else happens in the village before the next quarter. */
  after: (period: string) => Promise<void>,
): Promise<void> => {
  for (const quarter of quarters.slice(0, -1)) {
    await publishNotices(demo, seats, villages, quarter);
    for (const [i, village] of villages.entries()) {
      const disclosure = await disclose(demo, seats, village, quarter, i);
      if (i === 0 && quarter.period === '2026Q1') await correctOne(demo, seats, village, quarter, disclosure);
    }
    report(`  demo data: ${quarter.period} disclosed`);
    await after(quarter.period);
  }
};

const noticeTexts = [
  ['关于开展文化礼堂开放日活动的通知', '文化礼堂本月起每周六上午九时开放,欢迎村民参加。'],
  ['自来水检修停水通知', '因管网检修,本周五上午八时至下午四时停水,请提前储水。'],
  ['村级公益岗位招聘公告', '拟招聘保洁员两名,有意者请到村委会报名,截止月底。'],
  ['森林防火通知', '进入森林防火期,严禁野外用火,发现火情请立即报告。'],
] as const;

const publishNotices = async (
  demo: DemoSession,
  seats: Seats,
  list: readonly DemoVillage[],
  quarter: Quarter,
): Promise<void> => {
  for (const [i, village] of list.entries()) {
    const { clerk } = accountsOf(village);
    const notices = demo.as(clerk, seats.get(clerk)).publication.notices;
    const [title, text] = noticeTexts[(quarter.quarter + i) % noticeTexts.length] ?? noticeTexts[0];
    const id = (step: string) => demo.nextId(`${village.code} notice ${quarter.period} ${step}`);
    await demo.at(day(quarter, 2), `${String(8 + i).padStart(2, '0')}:30`);
    const { notice } = await done(
      notices.draft({ commandId: id('draft'), body: bodyOf(village), content: { title, text } }),
    );
    await done(notices.publish({ commandId: id('publish'), notice }));
    if (i === 0 && quarter.period === '2025Q4')
      await done(
        notices.correct({
          commandId: id('correct'),
          notice,
          reason: '时间有误。',
          content: { title, text: `${text}(时间改为周日)` },
        }),
      );
    if (i === 1 && quarter.period === '2025Q4')
      await done(notices.withdraw({ commandId: id('withdraw'), notice, reason: '活动取消。' }));
  }
};
