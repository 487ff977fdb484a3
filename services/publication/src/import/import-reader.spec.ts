import { isRefused } from '@cunjian/kernel';
import { describe, expect, it } from '@jest/globals';
import { createImportReader, type ImportReader } from './import-reader.ts';
import { readImport, type ImportTask } from './read-import.ts';

const bodies = ['上村', '下村'].map((name) => ({
  ...{ body: name, kind: 'villagers-committee' as const, name: `${name}村民委员会`, division: '330326101201' },
}));
const taskOf = (...lines: string[]): ImportTask => ({
  ...{ bytes: Buffer.from(lines.join('\n')), fileName: '代理中心.csv', bodies, isAboutOne: false, previous: new Map() },
  period: { period: '2026Q1', from: '2026-01-01', to: '2026-03-31' },
});
const header = '村,日期,摘要,收入,余额';
const ledger = taskOf(header, '上村,2026-01-01,期初余额,,10', '上村,2026-01-02,房租,5,15', '下村,2026-01-02,租金,1,2');

/** Reads when it is told to. */
const reading = () => {
  const begun: (() => void)[] = [];
  const read: ImportReader = () => new Promise((resolve) => begun.push(() => resolve([])));
  return { begun, read };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a file', () => {
  it('is read in a thread as it is here', async () => {
    const inThread = await createImportReader()(ledger);
    expect(inThread).toEqual(await readImport(ledger));
    expect(isRefused(inThread) ? [] : inThread.map(({ body, findings }) => [body, findings.length])).toEqual([
      ['上村', 0],
      ['下村', 0],
    ]);
  });
  it('that is no table is refused by the thread, which ends', async () => {
    const picture = { ...ledger, bytes: Uint8Array.from([0x25, 0x50, 0x44, 0x46]) };
    expect(await createImportReader()(picture)).toMatchObject({ refused: [{ code: 'table.not-a-table' }] });
  });
});

describe('files that come at once', () => {
  it('are read one after the other, also after one that could not be read', async () => {
    const { begun, read } = reading();
    let fails = true;
    const reader = createImportReader((task) => {
      if (!fails) return read(task);
      fails = false;
      throw new Error('the thread broke');
    });
    const [broken, first, second] = [reader(ledger), reader(ledger), reader(ledger)];
    await expect(broken).rejects.toThrow('the thread broke');
    await settled();
    expect(begun).toHaveLength(1);
    begun[0]?.();
    expect(await first).toEqual([]);
    await settled();
    begun[1]?.();
    expect(await second).toEqual([]);
  });
  it('are refused where too many wait', async () => {
    const { begun, read } = reading();
    const reader = createImportReader(read);
    const answers = Array.from({ length: 22 }, () => reader(ledger));
    expect(await answers.at(-1)).toMatchObject({ refused: [{ code: 'import.busy' }] });
    for (let at = 0; at < 21; at++) {
      await settled();
      begun[at]?.();
    }
    expect((await Promise.all(answers)).filter(isRefused)).toHaveLength(1);
  });
});

describe('what a file has for villages', () => {
  const read = async (task: ImportTask) => {
    const villages = await readImport(task);
    if (isRefused(villages)) throw new Error(JSON.stringify(villages));
    return villages.map(({ village, body, findings }) => [village, body, findings.map(({ code }) => code)]);
  };
  it('is told of each by its name', async () => {
    expect(await read(taskOf(header, '上村,2026-01-02,房租,5,5', '火星,2026-01-02,房租,5,5'))).toEqual([
      ['上村', '上村', []],
      ['火星', undefined, ['import.unknown-village']],
    ]);
  });
  it('is not taken where two names mean one body', async () => {
    expect(await read(taskOf(header, '上村,2026-01-02,房租,5,5', '上村村委会,2026-01-02,房租,5,5'))).toEqual([
      ['上村', undefined, ['import.ambiguous-village']],
      ['上村村委会', undefined, ['import.ambiguous-village']],
    ]);
  });
  it('follows from what its body published last', async () => {
    const closing = { book: '村账', account: '农商行', closing: 500, disclosure: 'd', period: '2025Q4' };
    const villages = await readImport({
      ...taskOf('日期,摘要,收入', '2026-01-02,房租,5'),
      ...{ bodies: bodies.slice(0, 1), isAboutOne: true, previous: new Map([['上村', [closing]]]) },
    });
    expect(villages).toMatchObject([
      { village: '', body: '上村', content: { accounts: [{ account: '农商行', opening: 500, closing: 1_000 }] } },
    ]);
  });
  it('is refused unread where it is more than a disclosure holds', async () => {
    const lines = Array.from({ length: 3_001 }, (_, at) => `上村,2026-01-02,房租${at},5,`);
    expect(await read(taskOf(header, ...lines))).toEqual([['上村', '上村', ['disclosure.too-large']]]);
  });
});
