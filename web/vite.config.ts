import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Phones of early 2022 read what we build: older ones lack `dialog` and `Array.prototype.at`. */
export const target = ['chrome97', 'safari15.4', 'firefox104'];

/** The page. The verifier, one static file beside it, is built by vite.verifier.config.ts. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue()],
  resolve: {
    alias: [{ find: /^crypto$/, replacement: `${import.meta.dirname}/src/consultation/secret/node-crypto.ts` }],
  },
  define: { __VUE_OPTIONS_API__: false, __VUE_I18N_LEGACY_API__: false },
  build: { target, outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 700 },
  server: {
    proxy: {
      '/ballot-box': 'http://127.0.0.1:4000',
      '/graphql': { target: 'http://127.0.0.1:4000', ws: true },
      '/log': 'http://127.0.0.1:4000',
      '/sign-in': 'http://127.0.0.1:4000',
      '/sign-out': 'http://127.0.0.1:4000',
      '/upload': 'http://127.0.0.1:4000',
    },
  },
});
