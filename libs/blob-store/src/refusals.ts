import type { RefusalTexts } from '@cunjian/contracts';

export const blobRefusals: RefusalTexts = {
  'blob.empty': {
    zh: '文件是空的',
    en: 'The file is empty',
    when: 'An upload has no bytes.',
    remedy: 'Choose the file again; scan the page again if the scanner wrote an empty file.',
    remedyZh: '重新选择文件；如果扫描仪生成了空文件，请重新扫描。',
  },
  'blob.too-large': {
    zh: '文件有 {bytes} 字节，超过上限 {limit} 字节',
    en: 'The file has {bytes} bytes; the limit is {limit}',
    when: 'An attachment is larger than one may be.',
    remedy: 'Scan at a lower resolution (200 dpi suffices) or split the document.',
    remedyZh: '降低扫描分辨率（200 dpi 即可），或把文件拆开。',
  },
};
