import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
};

type Colour = readonly [number, number, number];
const wood: Colour = [112, 78, 46];
const board: Colour = [196, 178, 140];
const paper: Colour = [250, 248, 240];
const ink: Colour = [120, 120, 120];

const colourAt = (x: number, y: number, shift: number): Colour => {
  if (x < 12 || x > 307 || y < 12 || y > 227) return wood;
  const [column, row] = [(x - 24 + shift) % 96, (y - 30) % 104];
  if (column < 0 || column > 76 || row < 0 || row > 88) return board;
  return row % 9 === 4 && column > 8 && column < 66 - ((row * 7) % 23) ? ink : paper;
};

/** A photo of a notice board, drawn: PNG, 320 × 240. */
export const noticeBoardPicture = (shift: number): Buffer => {
  const [width, height] = [320, 240];
  const pixels = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) pixels.set(colourAt(x, y, shift), y * (width * 3 + 1) + 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
