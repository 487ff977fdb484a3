import { seededChoice, seededInteger } from './seeded.ts';
import type { DemoVillage } from './places.ts';

const given = [
  '建国',
  '秀英',
  '永强',
  '丽华',
  '志明',
  '小燕',
  '国平',
  '玉兰',
  '文斌',
  '海燕',
  '光明',
  '素珍',
  '伟民',
  '春梅',
  '晓东',
  '美玲',
  '德福',
  '雪琴',
  '正义',
  '爱珠',
] as const;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** 18 digits with the check digit of GB 11643. Made up, like the people. */
const identityNumber = (birthday: string, serial: number): string => {
  const body = `330324${birthday}${String(serial).padStart(3, '0')}`;
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0);
  return body + '10X98765432'.charAt(sum % 11);
};

export interface DemoPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly household: string;
  readonly group: string;
}

export const peopleOf = (village: DemoVillage, count: number): readonly DemoPerson[] =>
  Array.from({ length: count }, (_, i) => {
    const seed = `${village.code} person ${i}`;
    const surname = village.surnames.charAt(seededInteger(`${seed} surname`, 0, village.surnames.length - 1));
    const year = seededInteger(`${seed} year`, 1946, 2001);
    const month = String(seededInteger(`${seed} month`, 1, 12)).padStart(2, '0');
    const day = String(seededInteger(`${seed} day`, 1, 28)).padStart(2, '0');
    return {
      name: surname + seededChoice(seed, given),
      idNumber: identityNumber(`${year}${month}${day}`, 100 + i + Number(village.code.slice(-2)) * 5),
      household: `${village.code.slice(-3)}-${String(Math.floor(i / 3) + 1).padStart(3, '0')}`,
      group: `第${(Math.floor(i / 3) % 4) + 1}村民小组`,
    };
  });

export const officialOf = (title: string, i: number): DemoPerson => ({
  name: `${'张黄吴郑潘胡'.charAt(i % 6)}${given[(i * 7) % given.length] ?? ''}`,
  idNumber: identityNumber(`19${70 + (i % 25)}0${(i % 9) + 1}1${i % 9}`, 900 + i),
  household: title,
  group: '',
});

export const residentsCsv = (people: readonly DemoPerson[]): string =>
  [
    '姓名,身份证号,户号,村民小组,类型',
    ...people.map((p) => [p.name, p.idNumber, p.household, p.group, '户籍'].join(',')),
  ].join('\r\n');
