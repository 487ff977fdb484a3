import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { patience } from './patience.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
/** Without what a browser asks the world for at its start. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium of the machine: CUNJIAN_CHROMIUM, or the first on PATH. */
export const launchChromium = async (): Promise<Browser> => {
  const { CUNJIAN_CHROMIUM: given, PATH: path = '' } = process.env;
  const found = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const executablePath = given ?? found.find((file) => existsSync(file));
  if (executablePath === undefined) throw new Error('no Chromium: install it, or set CUNJIAN_CHROMIUM to its path');
  return chromium.launch({ executablePath, args: quiet, timeout: patience.startMs });
};
