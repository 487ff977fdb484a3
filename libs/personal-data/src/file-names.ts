/** Longest name, in characters, the extension included. */
const maxNameLength = 100;
const maxExtensionLength = 10;

const invisible =
  // eslint-disable-next-line no-control-regex -- control, format and bidi characters have no place in a name that is shown
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** Separators of paths and drives, wild cards, and what HTML, shells and URLs read as markup. */
const unsafe = /[<>:"'`|?*&%$;{}=\\/]/g;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name that is safe to show, to store beside a blob and to offer for download: the last part of a path, without
 * control or bidi characters (which let `exe.pdf` read as `fdp.exe`), without markup. Never empty, never a path.
 * For display only: what a file is, its content tells.
 */
export const safeFileName = (name: string): string => {
  const visible = name.toWellFormed().normalize('NFC').replace(invisible, '');
  const last = visible.split(/[\\/]/).findLast((part) => part.trim() !== '') ?? '';
  const clean = last
    .slice(-10 * maxNameLength)
    .replace(unsafe, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const dot = clean.lastIndexOf('.');
  const hasExtension = dot > 0 && clean.length - dot - 1 <= maxExtensionLength;
  const extension = hasExtension ? clean.slice(dot) : '';
  const stem = [...(hasExtension ? clean.slice(0, dot) : clean)]
    .slice(0, maxNameLength - extension.length)
    .join('')
    .trimEnd();
  if (stem === '') return `file${extension}`;
  return (reserved.test(stem) ? `_${stem}` : stem) + extension;
};
