import type { RefusalTexts } from '@cunjian/contracts';
import { text } from './text.ts';

export const fileRefusals: RefusalTexts = {
  'file.erased': text(
    '该文件已于 {on} 删除：{becauseZh}',
    'This file was erased on {on}: {becauseEn}',
    'A file is fetched, or named in a draft, whose bytes were erased.',
    'In a draft take it off the list, or upload a redacted copy. What was published stays provable: the log holds the hash.',
    '起草时请从附件中去掉，或上传遮盖后的副本。已公开的记录仍可验证：日志中保存着文件的哈希值。',
  ),
  'file.erased-already': text(
    '该文件此前已经删除',
    'This file was erased before',
    'Two officers erase the same file, or one does twice.',
    'Nothing: it is gone.',
    '无需处理：文件已不存在。',
  ),
  'file.not-named': text(
    '{document} 中没有该文件',
    '{document} names no such file',
    'A file is to be erased that the document, in none of its versions, has as an attachment, a scan, a photo or an original.',
    'Take document and hash from the address of the file: /attachments/<document>/<hash>.',
    '使用文件地址中的编号和哈希值：/attachments/<编号>/<哈希值>。',
  ),
  'file.named-elsewhere': text(
    '该文件还用于您无权处理的 {count} 处内容：{documents}',
    'The same file stands in {count} documents that are not yours to erase from: {documents}',
    'The same bytes are attached elsewhere. An erasure is of the bytes, so it is one of all documents that name them.',
    'Ask the registrar of the division above both, who may erase it in all of them.',
    '请由上级区划的登记人员处理，一次从全部内容中删除。',
  ),
  'file.duty-to-keep': text(
    '该文件是受保护的原件，依法保存到 {until}',
    'The file is a protected original, to be kept until {until}',
    'An original is to be erased that only protects a redacted copy, before its retention has ended. Readers never get it.',
    'Nothing: it is erased by itself once its retention has ended. What readers see may be erased at any time.',
    '无需处理：保存期满后自动删除。公开的副本可以随时依法删除。',
  ),
};
