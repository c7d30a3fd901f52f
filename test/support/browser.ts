// Chromium as the system has it: nothing is downloaded, and nothing but this machine is reached.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Debian's name first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
];

/** Where the browser is; undefined on a machine without one. */
export const BROWSER = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find(isProgram);

/** With an empty folder for the user's data, as playwright makes one for each start. */
export function openBrowser(): Promise<Browser> {
  if (BROWSER === undefined) throw new Error(`no ${NAMES.join(', ')} in PATH: apt-get install chromium`);
  return chromium.launch({ executablePath: BROWSER, headless: true, args: FLAGS });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
