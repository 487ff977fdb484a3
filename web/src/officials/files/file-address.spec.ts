import { describe, expect, it } from '@jest/globals';
import { placeOfAddress } from './file-address.ts';

const file = 'a1'.repeat(32);
const place = { document: 'disclosure-330324108207-vc-2026Q1', file };

describe("a file's address", () => {
  it.each([
    ['as the page has it', `/attachments/${place.document}/${file}`],
    ['with its host', `https://example.test/attachments/${place.document}/${file}?download`],
    ['within a letter', `文件地址： /attachments/${place.document}/${file}，请删除`],
    ['in capitals', `/attachments/${place.document}/${file.toUpperCase()}`],
    ['escaped', `/attachments/${place.document.replaceAll('-', '%2D')}/${file}`],
  ])('is understood %s', (_, address) => expect(placeOfAddress(address)).toEqual(place));

  it.each([
    ['nothing', ''],
    ["a notice's page", '/notice/notice-1'],
    ['a hash cut short', `/attachments/notice-1/${file.slice(1)}`],
    ['a hash with more behind it', `/attachments/notice-1/${file}0`],
    ['a broken escape', `/attachments/notice-%E4/${file}`],
  ])('is not %s', (_, address) => expect(placeOfAddress(address)).toBeUndefined());
});
