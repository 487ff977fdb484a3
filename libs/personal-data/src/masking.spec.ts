import { describe, expect, it } from '@jest/globals';
import type { Masking } from '@cunjian/contracts';
import fc from 'fast-check';
import { mask } from './masking.ts';

describe('mask', () => {
  it.each<[Masking, string, string | null]>([
    ['name', '张三', '张*'],
    ['name', '张三丰', '张*'],
    ['name', '欧阳修', '欧阳*'],
    ['name', '司马相如', '司马*'],
    ['name', '欧阳', '欧*'],
    ['name', '阿依古丽·买买提', '阿*'],
    ['name', '𠮷田一郎', '𠮷*'],
    ['name', '张三等5人', '张*'],
    ['name', '温州市自来水有限公司', '温州市自来水有限公司'],
    ['name', '王老五餐饮店', '王老五餐饮店'],
    ['name', '王建社', '王*'],
    ['phone', '13800138000', '138****8000'],
    ['phone', '+86 138-0013-8000', '138****8000'],
    ['phone', '0577-86812345', '****45'],
    ['phone', '110', '****'],
    ['id-number', '11010519491231002X', '110*************2X'],
    ['id-number', '12345', '*****'],
    ['bank-account', '6222 0210 0112 2334 455', '****4455'],
    ['bank-account', '123', '****'],
    ['hidden', '任何内容', null],
  ])('%s %s → %s', (masking, value, masked) => {
    expect(mask(masking, value)).toBe(masked);
  });

  it('never shows more than two characters of a person’s given name, nor more than seven digits of a number', () => {
    const given = fc.string({
      unit: fc.constantFrom(...'伟芳娜敏静磊洋勇艳杰娟涛明超秀霞平刚桂英'),
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...'张王李赵陈'),
        given,
        (surname, name) => mask('name', surname + name) === surname + '*',
      ),
    );
    const number = fc.stringMatching(/^\d{11,19}$/);
    const visible = (text: string | null) => (text ?? '').replace(/\D/g, '').length;
    fc.assert(
      fc.property(
        number,
        fc.constantFrom<Masking>('phone', 'id-number', 'bank-account'),
        (text, kind) => visible(mask(kind, text)) <= 7,
      ),
    );
  });
});
