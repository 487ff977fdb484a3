import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';
import { target } from './vite.config.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
/** `</script` would end the element that the script stands in. */
const inScript = (code: string): string => code.replaceAll('</script', '<\\/script').trim();

/** Puts script and style into the page, and a policy by their hashes before them: one file, that runs nothing else. */
const singleFile = (): Plugin => ({
  name: 'single-file',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
    if (page?.type !== 'asset') throw new Error('the verifier has no page');
    let [script, style] = ['', ''];
    for (const [name, item] of Object.entries(bundle)) {
      if (item === page) continue;
      if (item.type === 'chunk') script += inScript(item.code);
      else if (name.endsWith('.css')) style += String(item.source).trim();
      Reflect.deleteProperty(bundle, name);
    }
    const policy = [
      "default-src 'none'",
      `script-src ${hashOf(script)}`,
      `style-src ${hashOf(style)}`,
      'connect-src https: http:',
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; ');
    page.source = String(page.source)
      .replace(/<script type="module"[^>]*><\/script>\s*/g, '')
      .replace(/<link rel="(stylesheet|modulepreload)"[^>]*>\s*/g, '')
      .replace(
        '<meta name="viewport"',
        () => `<meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <meta name="viewport"`,
      )
      .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
      .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`);
  },
});

/** The verifier: dist/verifier.html, which anybody may serve from elsewhere or open from a disk. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [singleFile()],
  build: {
    target,
    outDir: 'dist',
    emptyOutDir: false,
    modulePreload: false,
    rollupOptions: { input: `${import.meta.dirname}/verifier.html` },
  },
});
