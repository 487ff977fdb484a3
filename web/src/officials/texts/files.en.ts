import type { filesZh } from './files.zh.ts';

export const filesEn: typeof filesZh = {
  eraseFile: {
    title: 'Erase a file',
    open: 'Erase…',
    do: 'Erase for ever',
    forEver: 'File and file name are gone for ever. Nobody can bring them back; a restored backup erases them again.',
    everywhere:
      'They go wherever the same file stands: in other notices, disclosures and objections, of this village or another. Where one of these is not yours to erase from, nothing is erased, and you are told where it stands.',
    stays:
      'What stays: the hash in the log, and in the file’s place when it was erased, by which office, and for what reason.',
    onGround: 'Ground',
    ground: {
      REQUEST: 'The person asks for it',
      UNLAWFUL: 'Wrongly shown',
    },
    groundHint:
      'Personal Information Protection Law, art. 47. Where the time for keeping it is over (art. 19), it is erased by itself when due, not here.',
    reason: 'Reason',
    reasonHint: 'Everybody sees it who may see what the file stood in. No names, no identity numbers.',
    remedy: 'What to do: {remedy}',
    done: 'The file is erased for ever.',
    ask: 'Personal data in a file that must go?',
    askText:
      'The registrar of the township checks it and erases it. Give her the address below, and say whether the person asks for it or it was attached by mistake.',
    address: 'Address of the file',
    addressHint: 'Like /attachments/document/hash; copied from the page of the disclosure, notice or objection.',
    byAddressText:
      'Files in disclosures and objections and protected originals are not yours to read: they are erased by their address. Those of notices can be erased on the page of the notice.',
    noAddress: 'This is no address of a file. It looks like /attachments/document/hash (64 digits).',
  },
};
