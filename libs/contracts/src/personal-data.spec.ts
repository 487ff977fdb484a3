import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { digestField, isDigest, personalKinds } from './personal-data.ts';

const digest = '4LV8y06bK6Ne7LfmqZ5TFs7KJufJIv2sNbOAEn7cHU4';

describe('digestField', () => {
  it('takes a digest and nothing that could be a value', () => {
    const field = digestField('name');
    expect(field.safeParse(digest).success).toBe(true);
    for (const value of ['张三', '', digest.slice(1), `${digest}A`, `${digest.slice(1)}=`, 1])
      expect([value, field.safeParse(value).success]).toEqual([value, false]);
    expect(isDigest(digest)).toBe(true);
  });

  it('says in the JSON Schema which fields are erasable, and of which kind', () => {
    const schema = z.toJSONSchema(z.object({ phone: digestField('phone').optional() }));
    expect(schema.properties).toMatchObject({ phone: { erasable: 'phone', type: 'string' } });
  });
});

describe('personalKinds', () => {
  it('never shows identity numbers, birth dates and addresses under a mask that tells them', () => {
    expect(personalKinds['birth-date'].masking).toBe('hidden');
    expect(personalKinds.address.masking).toBe('hidden');
    expect(personalKinds['id-number'].masking).toBe('id-number');
  });
});
