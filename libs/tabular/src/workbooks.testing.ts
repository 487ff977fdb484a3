import { crc32, deflateRawSync } from 'node:zlib';
import writeXlsx, { type SheetData } from 'write-excel-file/node';

/** An XLSX as a spreadsheet program writes it. */
export const workbook = (sheets: Readonly<Record<string, SheetData>>): Promise<Buffer> =>
  writeXlsx(Object.entries(sheets).map(([sheet, data]) => ({ sheet, data }))).toBuffer();

/** GBK by the decoder that every Node has, turned round. */
export const gbk = (text: string): Uint8Array => {
  if (gbkBytes.size === 0)
    for (let lead = 0x81; lead <= 0xfe; lead++)
      for (let trail = 0x40; trail <= 0xfe; trail++)
        gbkBytes.set(new TextDecoder('gbk').decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Uint8Array.from(
    [...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? [c.charCodeAt(0)] : (gbkBytes.get(c) ?? []))),
  );
};
const gbkBytes = new Map<string, readonly number[]>();

export interface RawPart {
  readonly path: string;
  readonly content: string | Buffer;
  /** Size that the archive claims, where it lies. */
  readonly claimed?: number;
  readonly encrypted?: boolean;
}

/** A deflated ZIP made by hand, so that it can lie. */
export const zip = (parts: readonly RawPart[]): Buffer => {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { path, content, claimed, encrypted } of parts) {
    const bytes = Buffer.from(content);
    const data = deflateRawSync(bytes);
    const name = Buffer.from(path);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted === true ? 0x0801 : 0x0800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(claimed ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), fields, name, data);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, name);
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
};

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The least workbook around the markup of one sheet's `sheetData`. */
export const workbookOf = (sheetData: string, more: readonly RawPart[] = []): Buffer =>
  zip([
    {
      path: 'xl/workbook.xml',
      content: `<workbook xmlns:r="${relationships}"><sheets><sheet name="账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships><Relationship Id="rId1" Type="${relationships}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    { path: 'xl/worksheets/sheet1.xml', content: `<worksheet><sheetData>${sheetData}</sheetData></worksheet>` },
    ...more,
  ]);
