import { stripTypeScriptTypes } from 'node:module';

/** Jest loads modules itself: it is given what Node makes of our TypeScript, so tests run the very code that is run. */
export default {
  process: (source) => ({ code: stripTypeScriptTypes(source, { mode: 'strip' }) }),
};
